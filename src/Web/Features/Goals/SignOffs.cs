using System.Globalization;
using Activation.Domain;
using Activation.Domain.Goals;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using FluentValidation;

namespace Activation.Web.Features.Goals;

/// <summary>Signing off a year of a metric.</summary>
public sealed class SignOffForm
{
    public int? Year { get; set; }

    /// <summary>The value that the page showed, written the same in every language; empty where it showed none.</summary>
    public string? Seen { get; set; }

    public string? Comment { get; set; }
}

public sealed class SignOffValidator : AbstractValidator<SignOffForm>
{
    public SignOffValidator()
    {
        RuleFor(form => form.Year).NotNull().WithMessage("follow-up.year-missing");
        RuleFor(form => form.Comment).Fits(Text.NoteLimit);
    }
}

public static class SignOffs
{
    public static string? AsSeen(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);

    public static async Task<Outcome> SignOff(this Hand hand, string number, SignOffForm form)
    {
        var plan = await hand.Read(StreamNames.Plan(hand.Here.Id));
        var programme = await hand.Read(StreamNames.Programme(hand.Here.Id));
        return await hand.Decide(
            StreamNames.Values(hand.Here.Id, number),
            (values, actor, now) => SigningOff.SignOff(values, plan, programme, new SignOffMetric(number, form.Year ?? 0, form.Comment, ValueOf(form.Seen)), actor, now));
    }

    // What is no number was never shown: it is like no value.
    static double? ValueOf(string? seen) => string.IsNullOrEmpty(seen) ? null
        : double.TryParse(seen, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
}
