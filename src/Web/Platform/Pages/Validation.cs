using System.Globalization;
using Activation.Domain;
using FluentValidation;
using FluentValidation.Results;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Activation.Web.Platform.Pages;

/// <summary>What a form must hold before anything is decided. Messages are text keys and stand at their field.</summary>
public static class Validation
{
    /// <summary>Runs a validator over what was sent.</summary>
    /// <param name="prefix">The name that the form's fields begin with: <c>Idea</c> for <c>Idea.Title</c>; empty when the page is the form.</param>
    /// <param name="form">Which form of a page that has several: the rule set of its name.</param>
    /// <returns>True when nothing is wrong.</returns>
    public static bool Run<T>(IValidator<T> validator, T input, string prefix, string? form, ModelStateDictionary modelState, Texts texts)
    {
        Translate(modelState, texts);
        var result = form is null ? validator.Validate(input) : validator.Validate(input, options => options.IncludeRuleSets(form));
        foreach (var failure in result.Errors)
            modelState.AddModelError(prefix.Length == 0 ? failure.PropertyName : $"{prefix}.{failure.PropertyName}", failure.InWords(texts));

        return modelState.ErrorCount == 0;
    }

    /// <summary>The message is a text key; what the text names comes along as state.</summary>
    public static string InWords(this ValidationFailure failure, Texts texts) =>
        failure.CustomState is object[] args ? texts[failure.ErrorMessage, args] : texts[failure.ErrorMessage];

    /// <summary>One line, no longer than the domain will take it.</summary>
    public static IRuleBuilderOptions<T, string?> Fits<T>(this IRuleBuilder<T, string?> rule, int limit) => rule
        .Must(text => Characters(text) <= limit)
        .WithMessage(Refusals.Texts.TooLong).WithState(_ => new object[] { limit });

    public static IRuleBuilderOptions<T, string?> Needed<T>(this IRuleBuilder<T, string?> rule, string key) => rule
        .Must(text => Text.Line(text).Length > 0).WithMessage(key);

    /// <summary>A no carries its reason.</summary>
    public static IRuleBuilderOptions<T, string?> Reason<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => Characters(text) >= Text.ReasonAtLeast)
        .WithMessage(Refusals.Texts.ReasonMissing).WithState(_ => new object[] { Text.ReasonAtLeast })
        .Fits(Text.NoteLimit);

    /// <summary>What the log and the tables can keep: no hidden marks, no half characters, and what cannot go into a header of a mail.</summary>
    public static IRuleBuilderOptions<T, string?> Written<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => !(text ?? "").Any(char.IsControl) && !Text.IsForbidden(text ?? ""))
        .WithMessage(Refusals.Texts.ForbiddenCharacter);

    static int Characters(string? text) => new StringInfo(Text.Body(text)).LengthInTextElements;

    // A date that is none is told in the reader's words, not in the framework's.
    static void Translate(ModelStateDictionary modelState, Texts texts)
    {
        foreach (var entry in modelState.Values.Where(entry => entry.Errors.Any(error => !texts.Has(error.ErrorMessage) && entry.AttemptedValue is not null)))
        {
            entry.Errors.Clear();
            entry.Errors.Add(texts["forms.not-understood"]);
        }
    }
}
