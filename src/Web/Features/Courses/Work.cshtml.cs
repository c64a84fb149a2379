using System.Security.Cryptography;
using Activation.Domain;
using Activation.Domain.Courses;
using Activation.Domain.Retention;
using Activation.Store.Followers;
using Activation.Web.Features.Admin.Retention;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Stories;
using Activation.Web.Features.Walks;
using Activation.Web.Platform;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Pictures;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Courses;

/// <summary>Who came on a course hands in what they made, by a link of their own and without an account, and takes it back by the same link. Opening it changes nothing.</summary>
[AllowAnonymous]
[RequestSizeLimit(PictureStore.LargestBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = PictureStore.LargestBytes + (1 << 20))]
public sealed class WorkModel(
    WalkList walks, ProgrammeDirectory programmes, WalkLinks links, WorkShelf works, PictureStore pictures, TakingBack taking, Streams streams, ReadModels readModels,
    StoryShelf stories, RetentionBook retention, IValidator<WorkForm> validator)
    : GuestPage(walks, programmes)
{
    static readonly TimeSpan OwnChange = TimeSpan.FromSeconds(2);

    [BindProperty(Name = "command")]
    public Guid Command { get; set; }

    [BindProperty]
    public WorkForm Form { get; set; } = new();

    /// <summary>Who sits on the seat that the link is for; null when the link is for nothing.</summary>
    public Maker? Maker { get; private set; }

    /// <summary>What was handed in; null when nothing was, or when it was taken back.</summary>
    public ShelvedWork? Kept { get; private set; }

    /// <summary>The story of it, while anybody may read it.</summary>
    public ShownStory? Told { get; private set; }

    /// <summary>Up to which turn of the work the page shows it.</summary>
    public int Turn { get; private set; }

    public bool IsTakenBack { get; private set; }

    public bool IsHandedIn { get; private set; }

    /// <summary>For how long a work is kept of which nothing is told.</summary>
    public int Months { get; private set; }

    public bool TakesPictures => pictures.IsOpen;

    /// <summary>It is the time for handing in, and no story is being made of what was.</summary>
    public bool IsOpen => Shut is null;

    public IEnumerable<SelectListItem> Licences => Enum.GetValues<WorkLicence>().Select(licence => new SelectListItem(T[$"works.licence-{licence}"], licence.ToString()));

    // Why nothing is taken; null when it is.
    string? Shut =>
        Now < Listed!.Card.StartsAt ? Refusals.Works.NotYet
        : Now > Listed.Card.StartsAt + Submitting.Window ? Refusals.Works.TooLate
        : Kept?.Row.Step == WorkStep.Chosen ? Refusals.Works.BeingTold
        : null;

    Guid Work => WorkShelf.IdOf(Listed!.Card.Walk, Maker!.Seat);

    public async Task OnGetAsync([FromRoute] string secret)
    {
        if (!await Found(secret)) return;
        Form = Kept is { } work ? WorkForm.Of(work) : new WorkForm { Name = Maker!.Name };
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret, IFormFile? file)
    {
        if (!await Found(secret) || !Validation.Run(validator, Form, nameof(Form), null, ModelState, T)) return Page();
        Reach.Into(Here.Id);
        var writer = new Writer(Here.Id, null, Now, await Key(file));
        // No picture is drawn that is not taken. What was sent before, a moment ago in the same click, is not judged by how things stand since.
        if (await Refusing(HasPicture(file)) is { } wrong && !await streams.Knows(StreamNames.Work(Work), writer)) return Wrong(wrong.Key, wrong.Args);
        var (taken, no) = await Pictured(file);
        if (no is not null)
        {
            ModelState.AddModelError("file", T[no.Key, no.Args]);
            return Page();
        }

        return await HandIn(secret, Form.ToWork(Work, Maker!.Seat, taken is not null), taken, writer);
    }

    public async Task<IActionResult> OnPostTakeBackAsync([FromRoute] string secret)
    {
        if (!await Found(secret)) return Page();
        ModelState.Clear();
        if (await taking.TakeBack(Here.Id, Work, Now) is Done done)
        {
            await readModels.WaitFor(done.Position, OwnChange);
            IsTakenBack = true;
        }

        await Found(secret);
        Form = new WorkForm { Name = Maker?.Name };
        return Page();
    }

    async Task<IActionResult> HandIn(string secret, SubmitWork command, Taken? taken, Writer writer)
    {
        var edition = 0;
        var outcome = await streams.Decide(
            StreamNames.Work(Work), StreamNames.Walk(Listed!.Card.Walk), writer,
            (work, walk) =>
            {
                edition = work.Edition + 1;
                return Submitting.Submit(work, walk, command, Now);
            });
        if (outcome is not Done done)
        {
            if (taken is not null) await pictures.Forget(Here.Id, [taken.Picture]);
            await Found(secret);
            return outcome is No refused ? Wrong(refused.Key, refused.Args) : Page();
        }

        if (edition == 0) edition = await Standing();
        if (edition > 0)
        {
            await works.Keep(Written(command, taken, edition));
            if (Kept?.Kept.Picture is { } there && there != taken?.Picture) await pictures.Forget(Here.Id, [there]);
        }
        else if (taken is not null)
        {
            await pictures.Forget(Here.Id, [taken.Picture]);
        }

        await readModels.WaitFor(done.Position, OwnChange);
        IsHandedIn = await Found(secret) && Kept is not null;
        return Page();
    }

    /// <summary>Sent twice it was decided the first time: which edition it is while it is still the last word, or 0 when something came since.</summary>
    async Task<int> Standing() =>
        await streams.Read(StreamNames.Work(Work)) is { Step: WorkStep.Submitted } work && work.Turn == Form.Turn + 1 ? work.Edition : 0;

    /// <summary>What makes two sendings the same: the form's key, what was filled in, and the file.</summary>
    async Task<Guid> Key(IFormFile? file)
    {
        if (file is null or { Length: 0 or > PictureStore.LargestBytes }) return SentForm.KeyOf(Request, Command);
        await using var bytes = file.OpenReadStream();
        return DerivedId.From(Convert.ToHexString(await SHA256.HashDataAsync(bytes, HttpContext.RequestAborted)), SentForm.KeyOf(Request, Command));
    }

    /// <summary>What would be said to it now; null when it would be taken.</summary>
    async Task<Refused?> Refusing(bool pictured) => Submitting.Submit(
        await streams.Read(StreamNames.Work(Work)), await streams.Read(StreamNames.Walk(Listed!.Card.Walk)), Form.ToWork(Work, Maker!.Seat, pictured), Now) as Refused;

    bool HasPicture(IFormFile? file) => file is { Length: > 0 } || (Kept?.Kept.Picture is not null && !Form.NoPicture);

    IActionResult Wrong(string key, IEnumerable<object> args)
    {
        ModelState.AddModelError(Field(key), T[key, [.. args]]);
        return Page();
    }

    async Task<(Taken? Taken, NotTaken? No)> Pictured(IFormFile? file)
    {
        if (file is null || file.Length == 0)
            return (Kept?.Kept is { Picture: { } there } kept && !Form.NoPicture ? new Taken(there, kept.Width, kept.Height) : null, null);
        if (file.Length > PictureStore.LargestBytes) return (null, new NotTaken("pictures.too-heavy", PictureStore.LargestBytes >> 20));
        if (Domain.Text.Line(Form.Alt).Length < Domain.Text.ReasonAtLeast) return (null, new NotTaken(Refusals.Stories.AltMissing));
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, HttpContext.RequestAborted);
        var id = DerivedId.From(Convert.ToHexString(SHA256.HashData(bytes.ToArray())), Work);
        return await pictures.Take(Here.Id, id, bytes.ToArray(), Now, HttpContext.RequestAborted);
    }

    KeptWork Written(SubmitWork command, Taken? picture, int edition) => new(
        Work, Here.Id, Listed!.Card.Walk, Maker!.Seat, Maker.Person, Domain.Text.Line(command.Name), Maker.Email, Platform.Look.Languages.Current,
        Domain.Text.Line(command.Title), Domain.Text.Body(command.Text), picture?.Picture, picture is null ? "" : Domain.Text.Line(command.Alt), picture?.Width ?? 0, picture?.Height ?? 0,
        command.Film?.Address, Now, edition);

    // What the domain says about one field stands there.
    static string Field(string key) => key switch
    {
        Refusals.Stories.FilmAddress => $"{nameof(Form)}.{nameof(Form.Film)}",
        Refusals.Stories.AltMissing => $"{nameof(Form)}.{nameof(Form.Alt)}",
        _ => "",
    };

    async Task<bool> Found(string secret)
    {
        if (links.ReadWork(secret) is not var (course, seat) || !await Find(course) || Listed!.Card.Course is null) return false;
        Reach.Into(Here.Id);
        if (await works.MakerOf(Here.Id, course, seat) is not { } maker) return false;
        // Read before what it led to: what came in between is told of as newer, and never written over unseen.
        Turn = (await streams.Read(StreamNames.Work(WorkShelf.IdOf(course, seat)))).Turn;
        Kept = await works.Of(Here.Id, WorkShelf.IdOf(course, seat));
        // Nothing is left to take back, and nothing can be handed in any more: then the link is over.
        if (Kept is null && Now > Listed.Card.StartsAt + Submitting.Window) return false;
        Maker = maker;
        Months = (await retention.Of(Here.Id)).Single(rule => rule.Kind == Ageing.UnusedWorks).Months!.Value;
        Told = Kept?.Row is { Step: WorkStep.Chosen, Story: { } story } && await stories.Begun(Here.Id, story) is { } row ? await stories.Shown(Here.Id, row.Slug) : null;
        return true;
    }
}
