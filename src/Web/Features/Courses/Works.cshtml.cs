using Activation.Domain;
using Activation.Domain.Courses;
using Activation.Domain.Stories;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Pictures;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Courses;

/// <summary>What residents handed in after courses: a communicator makes a story of it, or says why not.</summary>
[Needs(Permission.Tell)]
public sealed class WorksModel(WorkShelf works, NamedPeople named, StoryShelf shelf, WorkWords words, WalkLinks links, IMail mail, TakingBack taking, PictureStore pictures) : ProgrammePage
{
    [BindProperty]
    public Guid Work { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    public IReadOnlyList<ShelvedWork> Waiting { get; private set; } = [];

    public async Task OnGetAsync() => Waiting = await works.Waiting(Here.Id);

    public async Task<IActionResult> OnPostTellAsync()
    {
        if (await works.Of(Here.Id, Work) is not { } work) return await Gone();
        var story = WorkShelf.StoryOf(Work);
        var person = await MakerOf(work);
        await works.Name(Work, person);
        var text = words.Of(work);
        var command = new RetellWork(
            story, work.Activity, await FreeSlug(text.Title, story), work.Kept.Language, text, words.PictureOf(work), words.FilmOf(work), person);
        var drafted = await Decide(
            StreamNames.Story(story), StreamNames.Initiative(work.Initiative), (state, initiative, actor, now) => Retelling.Draft(state, initiative, command, actor, now));
        if (!drafted) return await Released(story, person);
        if (await Decide(StreamNames.Work(Work), (state, actor, _) => Retelling.Choose(state, story, work.Kept.Edition, actor)))
            return To(await shelf.Begun(Here.Id, story) is { } row ? $"/stories/{row.Slug}/edit" : "/stories/inbox", T["works.draft-begun"]);
        // Taken back while the draft was being made, it is nobody's; handed in anew, it is another one. Nothing of what was read stays in the draft.
        if ((await Streams.Read(StreamNames.Work(Work))).Step == WorkStep.Chosen) return await Whole();
        await taking.Untell(Work, person, new Writer(Here.Id, null, Now, Guid.CreateVersion7()));
        if (work.Kept.Picture is { } picture) await pictures.Forget(Here.Id, [picture]);
        return await Whole();
    }

    // Who was named for a draft that was refused is known no longer: by the same number they are known anew.
    async Task<Guid> MakerOf(ShelvedWork work) => work.Kept.Person is { } known && known != WorkShelf.MakerOf(Work)
        ? known
        : await named.Known(Here.Id, WorkShelf.MakerOf(Work), words.NameOf(work), work.Kept.Person is null ? work.Kept.Email : null, work.Kept.Language);

    public async Task<IActionResult> OnPostDeclineAsync()
    {
        if (await works.Of(Here.Id, Work) is not { } work) return await Gone();
        if (!Valid(this)) return await Whole();
        var outcome = await Hand.Decide(StreamNames.Work(Work), (state, actor, _) => Retelling.Decline(state, new DeclineWork(Reason ?? ""), actor));
        if (!Told(outcome, nameof(Reason))) return await Whole();
        if (outcome is Done { Changed: true, Version: var version }) await Answer(work, version);
        return To("/stories/works", T["works.declined"]);
    }

    /// <summary>Why not, to whoever made it. Members read it where they handed it in.</summary>
    async Task Answer(ShelvedWork work, int version) => await mail.SendOnce(
        WalkLetters.Occasion(Work, version),
        work.Kept.Email is not { } email ? [] :
        [
            new Letter(email, work.Kept.Language, "works.declined-letter", Domain.Text.Line(work.Kept.Title), Domain.Text.Line(Here.Card.Name), Domain.Text.Line(Reason))
            {
                From = Here.Card.Name, Links = [new LetterLink("works.to-work", links.Work(work.Kept.Walk, work.Kept.Seat))],
            },
        ]);

    async Task<string> FreeSlug(string title, Guid story) =>
        await shelf.Begun(Here.Id, Slug.Of(title, story, withMark: false)) is { } taken && taken.Story != story
            ? Slug.Of(title, story, withMark: true)
            : Slug.Of(title, story, withMark: false);

    async Task<IActionResult> Released(Guid story, Guid person)
    {
        if ((await Streams.Read(StreamNames.Story(story))).People.ContainsKey(person)) return await Whole();
        await named.Release(story, person);
        return await Whole();
    }

    async Task<IActionResult> Gone()
    {
        ModelState.AddModelError("", T[Refusals.Works.NotWaiting]);
        return await Whole();
    }

    async Task<IActionResult> Whole()
    {
        Waiting = await works.Waiting(Here.Id);
        return Page();
    }
}
