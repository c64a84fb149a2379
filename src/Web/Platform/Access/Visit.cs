using System.Security.Claims;
using Activation.Domain.Members;
using Activation.Web.Features.Members;
using Activation.Web.Features.Programmes;

namespace Activation.Web.Platform.Access;

/// <summary>Where this request is and who makes it: looked up once, asked by everyone.</summary>
public sealed class Visit(IHttpContextAccessor http, ProgrammeDirectory programmes, MemberDirectory members)
{
    Task<ProgrammeView?>? programme;
    Task<Actor?>? actor;

    /// <summary>The person who is signed in; null for a visitor.</summary>
    public Guid? Person => PersonOf(http.HttpContext!.User);

    /// <summary>Something is sent, not only asked for.</summary>
    public bool Sends => http.HttpContext!.Request.Method is var method && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);

    /// <summary>The programme of the address; null when there is none by that name.</summary>
    public Task<ProgrammeView?> Programme() => programme ??= Find();

    /// <summary>The person as a member of that programme; null when not a member.</summary>
    public Task<Actor?> Actor() => actor ??= Enrolled();

    public static Guid? PersonOf(ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var person) ? person : null;

    async Task<ProgrammeView?> Find() =>
        http.HttpContext!.GetRouteValue("programme") is string slug ? await programmes.Find(slug) : null;

    async Task<Actor?> Enrolled() =>
        Person is { } person && await Programme() is { } here ? await members.Find(here.Id, person) : null;
}
