using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Platform.Pages;

/// <summary>What was sent and is no date, no number and no choice: it is told in the reader's words and not in the framework's. Of a place in a list, which nobody types,
/// nothing is told: the list begins where it begins.</summary>
static class NotUnderstood
{
    public static void InTheReadersWords(DefaultModelBindingMessageProvider says, Texts texts)
    {
        string Words() => texts["forms.not-understood"];
        says.SetAttemptedValueIsInvalidAccessor((_, _) => Words());
        says.SetMissingBindRequiredValueAccessor(_ => Words());
        says.SetMissingKeyOrValueAccessor(Words);
        says.SetMissingRequestBodyRequiredValueAccessor(Words);
        says.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Words());
        says.SetNonPropertyUnknownValueIsInvalidAccessor(Words);
        says.SetNonPropertyValueMustBeANumberAccessor(Words);
        says.SetUnknownValueIsInvalidAccessor(_ => Words());
        says.SetValueIsInvalidAccessor(_ => Words());
        says.SetValueMustBeANumberAccessor(_ => Words());
        says.SetValueMustNotBeNullAccessor(_ => Words());
    }

    /// <summary>Of a page that is only looked at.</summary>
    public static void ForgetPlaces(PageHandlerExecutingContext context)
    {
        if (context.HandlerInstance is not PageModel page) return;
        foreach (var property in context.ActionDescriptor.BoundProperties)
            if (IsPlace(property.ParameterType)) page.ModelState.Remove(property.BindingInfo?.BinderModelName ?? property.Name);
    }

    static bool IsPlace(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain == typeof(int) || plain == typeof(long) || plain == typeof(bool));
}
