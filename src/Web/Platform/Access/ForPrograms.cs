namespace Activation.Web.Platform.Access;

/// <summary>The part of the address space that programs use: answered in JSON, never with a page or a redirect.</summary>
public static class ForPrograms
{
    static readonly PathString Api = "/api", Document = "/openapi";

    public static bool Asks(HttpRequest request) =>
        request.Path.StartsWithSegments(Api, StringComparison.Ordinal) || request.Path.StartsWithSegments(Document, StringComparison.Ordinal);
}
