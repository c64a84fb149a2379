using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace Activation.Web.Platform;

/// <summary>Every text a person reads, from <c>Texts/{area}.{language}.json</c>, in the language of the request.</summary>
public sealed class Texts
{
    public static readonly IReadOnlyList<string> Languages = [.. Look.Languages.All.Select(language => language.Code)];

    readonly Dictionary<string, Dictionary<string, string>> byLanguage = Load();

    /// <summary>The text behind a key; the key itself in brackets when nobody wrote it, so that it is seen.</summary>
    public string this[string key] => Find(key) ?? $"[{key}]";

    public string this[string key, params object?[] args] => string.Format(CultureInfo.CurrentCulture, this[key], args);

    /// <summary>The text for a number of things: <c>key.one</c> for 1, <c>key.other</c> else. The number is {0}.</summary>
    public string Count(string key, long n, params object?[] more) => this[$"{key}.{(n == 1 ? "one" : "other")}", [n, .. more]];

    /// <summary>What a text names, with what is called by texts of ours said in the language of the request.</summary>
    public object?[] InWords(IEnumerable<object?> args) => [.. args.Select(arg => arg is IInWords said ? said.In(this) : arg)];

    public bool Has(string key) => Find(key) is not null;

    public IReadOnlyDictionary<string, string> Of(string language) => byLanguage[language];

    string? Find(string key)
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        if (!byLanguage.TryGetValue(language, out var texts)) texts = byLanguage[Languages[0]];
        return texts.GetValueOrDefault(key);
    }

    static Dictionary<string, Dictionary<string, string>> Load()
    {
        var all = Languages.ToDictionary(language => language, _ => new Dictionary<string, string>(StringComparer.Ordinal));
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Texts/", StringComparison.Ordinal)))
        {
            var parts = file["Texts/".Length..].Split('.');
            // Refusals carry their feature in the key already.
            var area = parts[0] == "refusals" ? "" : parts[0] + ".";
            using var stream = assembly.GetManifestResourceStream(file)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!) all[parts[1]].Add(area + key, text);
        }
        return all;
    }
}

/// <summary>Something that is said by texts of ours: what it is called depends on who reads.</summary>
public interface IInWords
{
    string In(Texts texts);
}
