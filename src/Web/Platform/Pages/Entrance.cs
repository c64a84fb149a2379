using System.Reflection;
using Activation.Domain.Members;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.People;
using Activation.Web.Features.Points;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Look;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Activation.Web.Platform.Pages;

/// <summary>Around any page: tells it where it is and who looks, and gives the layout its frame.</summary>
public sealed class Entrance(Visit visit, PeopleDirectory people, Bell bell, HubSettings settings, SecurityLog refusals, BadgeNews badges, Texts texts) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // A page that was sent something it does not take would be drawn without ever having been read.
        if (context.HandlerMethod is null && !IsLooking(context))
        {
            context.Result = new StatusCodeResult(StatusCodes.Status405MethodNotAllowed);
            return;
        }

        if (IsLooking(context)) NotUnderstood.ForgetPlaces(context);

        var page = context.HandlerInstance as ProgrammePage;
        if (page is not null)
        {
            page.Here = (await visit.Programme())!;
            page.Me = await visit.Actor();
        }

        if (AlsoNeeded(context) is { } also && page?.Me?.May(also) != true)
        {
            refusals.Note(context.HttpContext, SecurityKinds.Refused);
            context.Result = new ForbidResult();
            return;
        }

        var executed = await next();
        // Who is sent on to another page needs no frame around this one.
        if (executed.Result is PageResult && context.HandlerInstance is PageModel { ViewData: var data } && !data.ContainsKey(nameof(Frame)))
            data[nameof(Frame)] = await FrameOf(context.HttpContext);
    }

    // A form that says nothing, on a page that only looks, is no form for those who only look.
    static Permission? AlsoNeeded(PageHandlerExecutingContext context) =>
        context.HandlerMethod?.MethodInfo.GetCustomAttribute<AlsoNeedsAttribute>()?.Permission
        ?? (!IsLooking(context) && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<NeedsAttribute>()?.Permission == Permission.Look ? Permission.Join : null);

    static bool IsLooking(PageHandlerExecutingContext context) => context.HttpContext.Request.Method is var method && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method));

    // A page that tells of an outage asks nothing of the database that is out.
    async Task<Frame> FrameOf(HttpContext http) =>
        Busy.Is(http.Features.Get<IExceptionHandlerFeature>()?.Error) ? new Frame { Demo = settings.Demo, IsUnasked = true } : await Frame();

    async Task<Frame> Frame()
    {
        var actor = await visit.Actor();
        return new Frame
        {
            Demo = settings.Demo,
            Unread = visit.Person is { } reader ? await bell.Unseen(reader) : 0,
            News = visit.Person is { } one && await badges.Take(one) is { Count: > 0 } fresh ? texts["points.news", string.Join(", ", fresh.Select(badge => badge.Name(texts)))] : null,
            // A page that is not found stands at the address of a programme too: who may not look at it is not told what it is called.
            Programme = await visit.Programme() is { } here && (here.Card.Public || actor is not null) ? new FrameProgramme(here.Slug, here.Card.Name, here.Card.Organisation) : null,
            Person = visit.Person is { } person && await people.Find(person) is { } row
                ? new FramePerson(row.Name, actor?.May(Permission.Decide) == true, actor?.May(Permission.Lead) == true, actor?.Is(Role.Communicator) == true)
                : null,
        };
    }
}
