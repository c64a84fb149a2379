namespace Activation.Web.Platform.Access;

/// <summary>The part of the address space that programs use: answered in JSON, never with a page or a redirect.</summary>
public static class ForPrograms
{
    static readonly PathString Api = "/api", Document = "/openapi";

    // As routes do: /API is the same address, and passes the same gate.
    public static bool Asks(HttpRequest request) =>
        request.Path.StartsWithSegments(Api, StringComparison.OrdinalIgnoreCase) || request.Path.StartsWithSegments(Document, StringComparison.OrdinalIgnoreCase);
}
