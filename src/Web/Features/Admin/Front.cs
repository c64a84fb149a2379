using Activation.Web.Platform.Access;

namespace Activation.Web.Features.Admin;

/// <summary>The administration of a programme has no page of its own: its address, as somebody writes it by hand, leads to its first tab.</summary>
public static class Front
{
    public static void MapAdmin(this WebApplication app) => app.MapGet("/p/{programme}/admin", First).ExcludeFromDescription();

    [Needs(Permission.Lead)]
    static IResult First(string programme) => Results.LocalRedirect($"/p/{Uri.EscapeDataString(programme)}/admin/{AdminTabs.People}");
}
