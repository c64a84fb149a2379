using Activation.Domain.Initiatives;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Activities;
using Activation.Web.Features.Nudges;
using Activation.Web.Features.SignIn;
using Activation.Web.Platform;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using Activation.Web.Platform.Pictures;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Deeds;

/// <summary>A link from a letter: shows what it would do, and does it when the button is pressed. Opening it changes nothing.</summary>
[AllowAnonymous]
[RequestSizeLimit(2 * PictureStore.LargestBytes + (1 << 20))]
[RequestFormLimits(MultipartBodyLengthLimit = 2 * PictureStore.LargestBytes + (1 << 20))]
public sealed class IndexModel(
    DeedLinks links, Views views, Streams streams, ReadModels readModels, IValidator<IndexModel> validator, OwnAddress address, Seeing seeing, PictureStore pictures)
    : SignInPage, ITakesPictures
{
    /// <summary>Null when the link is for nothing any more.</summary>
    public OpenDeed? Deed { get; private set; }

    public ActivityCard Activity { get; private set; } = null!;

    /// <summary>The same link for a camera: begun at a desk, done on a phone at the place.</summary>
    public QrCode Qr => QrCode.Of($"{address.Of(Request.Path)}");

    /// <summary>What was done just now.</summary>
    public bool IsDone { get; private set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public int? Participants { get; set; }

    [BindProperty]
    public int? Grade { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public string? Responsible { get; set; }

    [BindProperty]
    public string? Where { get; set; }

    [BindProperty]
    public Aliveness? Alive { get; set; }

    [BindProperty]
    public PictureSent Before { get; set; } = new();

    [BindProperty]
    public PictureSent After { get; set; } = new();

    public bool IsOpen => pictures.IsOpen;

    public IEnumerable<SelectListItem> Answers => Enum.GetValues<Aliveness>().Select(said => new SelectListItem(T[$"deed-links.alive.{said}"], said.ToString()));

    public Said Said => new(On ?? Today, Participants ?? 0, Note ?? "", Responsible ?? "", Where ?? "", Alive ?? default);

    public DateOnly Today => Deed!.Here.Today(DateTimeOffset.UtcNow);

    /// <summary>How far the plan has come: what is sent has to be concrete enough.</summary>
    public Concretisation Level => Concretisation.Of(Activity.Plan, Today);

    public ActivityPicture? There(Moment moment) => Activity.Pictures.FirstOrDefault(one => one.Moment == moment);

    public async Task OnGetAsync([FromRoute] string secret)
    {
        if (!await Find(secret)) return;
        var state = await streams.Read(StreamNames.Initiative(Activity.Initiative));
        if (!state.MayStill(Deed!.Deed, Activity, Deed.Actor, Deed.Here.Local(DateTimeOffset.UtcNow)))
        {
            Deed = null;
            return;
        }

        var placed = Deed!.Deed is Deeds.Deed.Move or Deeds.Deed.Schedule;
        On = placed ? Activity.DueOn ?? Activity.Plan.DueOn : Today;
        Responsible = Activity.Responsible ?? Activity.Plan.Responsible;
        Where = Activity.Place ?? Activity.Plan.Place;
        (Before.Alt, After.Alt) = (There(Moment.Before)?.Alt, There(Moment.After)?.Alt);
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string secret)
    {
        if (!await Find(secret) || !Validation.Run(validator, this, "", Deed!.Deed.ToString(), ModelState, T)) return Page();
        var hand = new Hand(streams, readModels, Deed.Here, Deed.Actor, Deed.Here.Local(DateTimeOffset.UtcNow), Deed.Link, HttpContext.RequestAborted);
        Reach.Into(Deed.Here.Id);
        var outcome = await hand.Act(Deed.Deed, Activity, this, Sent);
        if (outcome is No no) ModelState.AddModelError("", T[no.Key, [.. no.Args]]);
        else if (outcome is Done)
        {
            if (Deed.Deed is Deeds.Deed.NotForUs) await seeing.Answered(Deed.Here.Id, Deed.Actor, Deed.Subject);
            await links.Spend(Deed.Link);
            IsDone = true;
        }

        return Page();
    }

    SentPictures Sent => new(pictures, Activity, this, (moment, no) => ModelState.AddModelError($"{moment}.{nameof(PictureSent.File)}", T[no.Key, no.Args]));

    async Task<bool> Find(string secret)
    {
        if (await links.Find(secret) is not { } deed) return false;
        if (await About(deed) is not { } card) return false;
        (Deed, Activity) = (deed, card);
        return true;
    }

    /// <summary>An example is an initiative, called by its own name, and what went well in it.</summary>
    async Task<ActivityCard?> About(OpenDeed deed)
    {
        var (here, of) = (views.In(deed.Here.Id), new { deed.Subject, deed.Here.Id });
        if (deed.Deed is not Deeds.Deed.NotForUs) return await here.One<ActivityCard>("select * from activity where activity = @Subject and programme = @Id", of);
        var done = await here.One<ActivityCard>("select * from activity where initiative = @Subject and programme = @Id and state = 'carried_out' order by carried_out_at desc limit 1", of);
        return done is null ? null : done with { Title = (await here.Value<string>("select title from initiative where initiative = @Subject", of))! };
    }
}
