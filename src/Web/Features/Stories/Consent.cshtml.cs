using Activation.Domain.Stories;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Stories;

/// <summary>Somebody who is named in a story reads it, and says yes, no, or no longer. Opening the page changes nothing.</summary>
[AllowAnonymous]
public sealed class ConsentModel(
    NamedPeople named, StoryAddresses addresses, LentNames lent, ProgrammeDirectory programmes, Views views, Streams streams, ReadModels readModels)
    : SignInPage
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    ConsentAsk ask = null!;

    /// <summary>Null when the link is for nothing any more.</summary>
    public Story? Story { get; private set; }

    public ProgrammeView Here { get; private set; } = null!;

    public StoryText? Text { get; private set; }

    public string Language { get; private set; } = "";

    public ConsentAnswer Answer => Story!.People[ask.Person];

    /// <summary>It was answered just now.</summary>
    public bool IsAnswered { get; private set; }

    [FromRoute]
    public string Secret { get; set; } = "";

    [BindProperty]
    public int Terms { get; set; }

    /// <summary>What was read when it was answered.</summary>
    [BindProperty]
    public int Edition { get; set; }

    public Task OnGetAsync([FromRoute] string secret) => Find(secret);

    public Task<IActionResult> OnPostYesAsync([FromRoute] string secret) => Say(secret, (story, now) => Naming.Agree(
        story, new AgreeToStory(ask.Person, Terms, Platform.Look.Languages.Current, Edition), now));

    public async Task<IActionResult> OnPostNoAsync([FromRoute] string secret)
    {
        var page = await Say(secret, (story, now) => Naming.Leave(story, new LeaveStory(ask.Person), now));
        if (!IsAnswered) return page;
        await addresses.WithoutName(ask.Story, ask.Person, Here.Local(DateTimeOffset.UtcNow), CancellationToken.None);
        await lent.Forget(ask.Programme, Story!.Initiative, ask.Person);
        return page;
    }

    async Task<IActionResult> Say(string secret, Func<Story, DateTimeOffset, Domain.Decision> decide)
    {
        if (!await Find(secret)) return Page();
        var now = Here.Local(DateTimeOffset.UtcNow);
        var outcome = await streams.Decide(StreamNames.Story(ask.Story), new Writer(Here.Id, null, now, Guid.CreateVersion7()), story => decide(story, now), HttpContext.RequestAborted);
        if (outcome is No no) ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
        else if (outcome is Done done)
        {
            await readModels.WaitFor(done.Position, OwnChange, HttpContext.RequestAborted);
            IsAnswered = await Find(secret);
        }

        return Page();
    }

    async Task<bool> Find(string secret)
    {
        if (await named.Find(secret) is not { } found || await programmes.Find(found.Programme) is not { } here) return false;
        if (await views.In(here.Id).One<StoryRow>("select * from story where story = @Story", new { found.Story }) is not { } row) return false;
        if (!row.State.People.ContainsKey(found.Person)) return false;
        (ask, Here, Story) = (found, here, row.State);
        Language = row.State.Texts.ContainsKey(Platform.Look.Languages.Current) ? Platform.Look.Languages.Current : row.State.Texts.Keys.FirstOrDefault() ?? "";
        Text = row.State.Texts.GetValueOrDefault(Language);
        return true;
    }
}
