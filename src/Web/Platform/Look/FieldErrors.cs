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
    /// <param name="page">What the fields are properties of.</param>
    public static IReadOnlyList<FieldError> In(ModelStateDictionary modelState, HttpRequest request, Type? page, Texts texts)
    {
        if (modelState.ErrorCount == 0) return [];
        // A browser sends fields as they stand on the page; the framework keeps them by the alphabet.
        IReadOnlyList<string> sent = request.HasFormContentType ? [.. request.Form.Keys] : [];
        return
        [
            .. from entry in modelState
               where entry.Value is { Errors.Count: > 0 }
               orderby PlaceOf(entry.Key, sent, page)
               select new FieldError(entry.Key.Length == 0 ? null : FieldIds.Of(entry.Key), Text(entry.Value!.Errors[0], texts)),
        ];
    }

    /// <summary>Validators answer with text keys; what the framework says by itself is a sentence already.</summary>
    public static string Text(ModelError error, Texts texts) => texts.Has(error.ErrorMessage) ? texts[error.ErrorMessage] : error.ErrorMessage;

    // What is about the whole form comes first.
    static (int At, int Behind) PlaceOf(string name, IReadOnlyList<string> sent, Type? page)
    {
        if (name.Length == 0) return (-1, 0);
        var behind = 0;
        foreach (var field in (string[])[name, .. Before(name, page)])
        {
            var at = sent.TakeWhile(one => !one.Equals(field, StringComparison.OrdinalIgnoreCase)).Count();
            if (at < sent.Count) return (at, behind);
            behind++;
        }

        return (sent.Count, 0);
    }

    // Where nothing was ticked nothing is sent: such a field stands behind the one that is declared before it.
    static IEnumerable<string> Before(string name, Type? page)
    {
        var parts = name.Split('.');
        var of = parts[..^1].Aggregate(page, (type, part) => type?.GetProperty(part)?.PropertyType);
        return (of?.GetProperties() ?? []).Select(property => property.Name).TakeWhile(property => property != parts[^1]).Reverse()
            .Select(property => string.Join('.', [.. parts[..^1], property]));
    }
}

/// <param name="Field">The id to jump to; none: it is about the whole form.</param>
public sealed record FieldError(string? Field, string Text);
