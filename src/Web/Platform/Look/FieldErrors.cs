using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Platform.Look;

/// <summary>The id of a field on the page, the same for the field and for a link to it.</summary>
static class FieldIds
{
    public static string Of(string name) => TagBuilder.CreateSanitizedId(name, "_");
}

/// <summary>What is wrong on a form, in the order of its fields.</summary>
public static class FieldErrors
{
    public static IReadOnlyList<FieldError> In(ModelStateDictionary modelState, Texts texts) =>
    [
        .. from entry in modelState
           where entry.Value is { Errors.Count: > 0 }
           select new FieldError(entry.Key.Length == 0 ? null : FieldIds.Of(entry.Key), Text(entry.Value!.Errors[0], texts)),
    ];

    /// <summary>Validators answer with text keys; what the framework says by itself is a sentence already.</summary>
    public static string Text(ModelError error, Texts texts) => texts.Has(error.ErrorMessage) ? texts[error.ErrorMessage] : error.ErrorMessage;
}

/// <param name="Field">The id to jump to; none: it is about the whole form.</param>
public sealed record FieldError(string? Field, string Text);
