using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Admin;

/// <summary>The administration of a programme has no page of its own: its address, as somebody writes it by hand, leads to the first of its tabs.</summary>
static class FirstTab
{
    public static void MapFirstTab(this IEndpointRouteBuilder app) => app.MapGet("/p/{programme}/admin", Lead).ExcludeFromDescription();

    [Needs(Permission.Lead)]
    static IResult Lead(string programme) => Results.LocalRedirect($"/p/{Uri.EscapeDataString(programme)}/admin/{AdminTabs.First}");
}
