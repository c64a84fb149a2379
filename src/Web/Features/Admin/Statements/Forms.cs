using Activation.Domain.Statements;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Words = Activation.Domain.Text;

namespace Activation.Web.Features.Admin.Statements;

public sealed class PrivacyForm
{
    public string? Controller { get; set; }

    public string? Officer { get; set; }

    /// <summary>In the order of <see cref="PrivacyPurposes"/>.</summary>
    public string?[]? Bases { get; set; } = new string?[PrivacyPurposes.All.Count];

    public string? Receivers { get; set; }

    public string? Authority { get; set; }

    public string? BasisOf(int purpose) => purpose < (Bases?.Length ?? 0) ? Bases![purpose] : null;

    /// <summary>As many grounds as there are purposes, whatever was sent.</summary>
    public void Fill() => Bases = [.. PrivacyPurposes.All.Select((_, i) => BasisOf(i))];

    public static PrivacyForm Of(PrivacyStatementRow? row) => row is null ? new() : new()
    {
        Controller = row.Controller, Officer = row.Officer, Bases = [.. PrivacyPurposes.All.Select(row.BasisOf)], Receivers = row.Receivers, Authority = row.Authority,
    };

    public WritePrivacyStatement ToCommand(string language) => new(
        language, Controller ?? "", Officer ?? "", PrivacyPurposes.All.Select((purpose, i) => (purpose, BasisOf(i) ?? "")).ToDictionary(), Receivers ?? "", Authority ?? "");
}

public sealed class AccessibilityForm
{
    public string? Shortcomings { get; set; }

    public DateOnly? TestedOn { get; set; }

    public string? TestedBy { get; set; }

    public string? Contact { get; set; }

    public string? Authority { get; set; }

    public static AccessibilityForm Of(AccessibilityStatementRow? row) => row is null ? new() : new()
    {
        Shortcomings = row.Shortcomings, TestedOn = row.TestedOn, TestedBy = row.TestedBy, Contact = row.Contact, Authority = row.Authority,
    };

    public WriteAccessibilityStatement ToCommand(string language) => new(
        language, Shortcomings ?? "", TestedOn, TestedBy ?? "", Contact ?? "", Authority ?? "");
}

public sealed class PrivacyFormValidator : AbstractValidator<PrivacyForm>
{
    public PrivacyFormValidator()
    {
        RuleFor(form => form.Controller).Fits(Words.NoteLimit);
        RuleFor(form => form.Officer).Fits(Words.NoteLimit);
        RuleForEach(form => form.Bases).Fits(Words.NoteLimit);
        RuleFor(form => form.Receivers).Fits(Words.NoteLimit);
        RuleFor(form => form.Authority).Fits(Words.NoteLimit);
    }
}

public sealed class AccessibilityFormValidator : AbstractValidator<AccessibilityForm>
{
    public AccessibilityFormValidator()
    {
        RuleFor(form => form.Shortcomings).Fits(Words.BodyLimit);
        RuleFor(form => form.TestedBy).Fits(Words.NoteLimit);
        RuleFor(form => form.Contact).Fits(Words.NoteLimit);
        RuleFor(form => form.Authority).Fits(Words.NoteLimit);
    }
}
