using System.Text;

namespace Activation.Web.Platform.Pages;

/// <summary>What makes two sendings of a form the same.</summary>
static class SentForm
{
    /// <summary>Its key together with what was filled in: who goes back and sends something else means something else.</summary>
    public static Guid KeyOf(HttpRequest request, Guid command)
    {
        var filled = new StringBuilder(request.Path).Append(request.QueryString);
        // The token is new in every window, and says nothing.
        foreach (var field in FieldsOf(request).Where(field => field.Key != "__RequestVerificationToken").OrderBy(field => field.Key, StringComparer.Ordinal))
            foreach (var value in field.Value) filled.Append('\0').Append(field.Key).Append('\0').Append(value);
        return DerivedId.From(filled.ToString(), command);
    }

    /// <summary>What was filled in; nothing where no form was sent, or none that can be read: a token in a header lets those in too.</summary>
    public static IFormCollection FieldsOf(HttpRequest request)
    {
        try
        {
            return request.HasFormContentType ? request.Form : FormCollection.Empty;
        }
        catch (InvalidDataException)
        {
            return FormCollection.Empty;
        }
    }
}
