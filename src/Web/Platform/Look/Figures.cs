using System.Globalization;

namespace Activation.Web.Platform.Look;

/// <summary>
/// Numbers as a reader of the language writes them, whatever the machine's own tables say: a real minus,
/// a decimal comma in Swedish and Danish, a space that does not break before their per cent sign.
/// </summary>
public static class Figures
{
    const string Minus = "\u2212";
    const string NoBreakSpace = "\u00a0";

    static readonly NumberFormatInfo Swedish = Format(",", NoBreakSpace);
    static readonly NumberFormatInfo Danish = Format(",", ".");
    static readonly NumberFormatInfo English = Format(".", ",");

    public static string Number(double value, int decimals = 0, CultureInfo? culture = null) =>
        Rounded(value, decimals).ToString($"N{decimals}", FormatOf(culture));

    /// <summary>A change, with its sign also when it is above zero.</summary>
    public static string Change(double value, int decimals = 0, CultureInfo? culture = null)
    {
        var rounded = Rounded(value, decimals);
        return (rounded > 0 ? "+" : "") + rounded.ToString($"N{decimals}", FormatOf(culture));
    }

    /// <summary>A number as a reader of the language types it: 47,5 and 47.5 are the same, groups of three are not decimals; null when it is none.</summary>
    public static double? Read(string? typed, CultureInfo? culture = null)
    {
        var text = string.Concat((typed ?? "").Where(sign => !char.IsWhiteSpace(sign))).Replace(Minus, "-", StringComparison.Ordinal);
        var group = FormatOf(culture).NumberGroupSeparator;
        var grouped = text.TrimStart('-').Split(group);
        if (grouped is [{ Length: <= 3 } first, _, ..] && first is not ("" or "0") && grouped[1..].All(three => three.Split(',', '.')[0].Length == 3))
            text = text.Replace(group, "", StringComparison.Ordinal);
        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return double.TryParse(text.Replace(',', '.'), plain, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
    }

    /// <param name="share">0–1.</param>
    public static string Percent(double share, CultureInfo? culture = null) => WithSign(Number(share * 100, 0, culture), culture);

    /// <summary>Both ends of an interval of shares, the sign said once: 44–62 %.</summary>
    public static string PercentRange(double low, double high, CultureInfo? culture = null) =>
        WithSign($"{Number(low * 100, 0, culture)}–{Number(high * 100, 0, culture)}", culture);

    public static string Range(double low, double high, int decimals = 0, CultureInfo? culture = null) =>
        $"{Number(low, decimals, culture)}–{Number(high, decimals, culture)}";

    static string WithSign(string number, CultureInfo? culture) => number + (IsEnglish(culture) ? "" : NoBreakSpace) + "%";

    // Rounding first keeps −0.2 from being written as −0; people round halves up.
    static double Rounded(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0;

    static bool IsEnglish(CultureInfo? culture) => ReferenceEquals(FormatOf(culture), English);

    static NumberFormatInfo FormatOf(CultureInfo? culture) => (culture ?? CultureInfo.CurrentUICulture).TwoLetterISOLanguageName switch
    {
        "sv" => Swedish,
        "da" => Danish,
        _ => English,
    };

    static NumberFormatInfo Format(string decimalSign, string groupSign) => NumberFormatInfo.ReadOnly(new NumberFormatInfo
    {
        NegativeSign = Minus,
        NumberNegativePattern = 1,
        NumberDecimalSeparator = decimalSign,
        NumberGroupSeparator = groupSign,
    });
}
