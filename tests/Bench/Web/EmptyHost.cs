using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Activation.Bench.Web;

/// <summary>What the framework alone asks for a form: cookie, antiforgery, binding, a redirect; and nothing is done.</summary>
static class EmptyHost
{
    public static string[] Command { get; } = [typeof(EmptyHost).Assembly.Location, "empty-host", "0"];

    public static async Task<int> Serve(string port)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Logging.ClearProviders();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        builder.Services.AddAuthorization();
        builder.Services.AddAntiforgery();
        builder.Services.AddControllersWithViews().AddApplicationPart(typeof(EmptyHost).Assembly);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapGet("/sign-in/{name}", (string name, HttpContext http) => http.SignInAsync(
            new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name)], CookieAuthenticationDefaults.AuthenticationScheme))));
        app.MapGet("/form", (HttpContext http, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(http).RequestToken).RequireAuthorization();
        app.MapPost("/form", ([FromForm] string stance, [FromForm] Guid command) => Results.LocalRedirect("/form"))
            .RequireAuthorization();
        app.MapControllers();
        await app.StartAsync();
        Console.WriteLine($"ready {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }
}

/// <summary>The same as a handler of MVC, which is what the hub's pages are: filters, binding and validation of a model, and nothing is done.</summary>
public sealed class EmptyController : Controller
{
    [HttpPost("/page"), Authorize, ValidateAntiForgeryToken]
    public IActionResult Post([FromForm] string stance, [FromForm] Guid command) => LocalRedirect("/form");
}
