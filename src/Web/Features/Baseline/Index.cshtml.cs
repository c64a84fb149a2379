using System.Globalization;
using Activation.Domain.Baselines;
using Activation.Domain.Scoring;
using Activation.Store.Followers;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Happenings;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Baseline;

/// <summary>The five statements: answered here, and shown as change when a wave is over.</summary>
[Needs(Permission.Look)]
public sealed class IndexModel(BaselineResults results, Answers answers, WaveTurn turn, AskAll askAll, ReadModels readModels, Chronicle.Chronicle chronicle)
    : DatedPage(chronicle)
{
    public const string JustBefore = "before";

    [BindProperty]
    public AnswerForm Form { get; set; } = new();

    [BindProperty]
    public OpenForm Opening { get; set; } = new();

    [BindProperty]
    public WaveCloseForm Closing { get; set; } = new();

    /// <summary>Which municipality is looked at; null for all.</summary>
    [BindProperty(Name = "municipality", SupportsGet = true)]
    public string? Municipality { get; set; }

    /// <summary>Which wave is looked at; the newest when none is named.</summary>
    [BindProperty(Name = "wave", SupportsGet = true)]
    public int? Wave { get; set; }

    /// <summary>Since when a change is told: <see cref="JustBefore"/>, or since the first wave.</summary>
    [BindProperty(Name = "since", SupportsGet = true)]
    public string? Since { get; set; }

    public WavesThen Waves { get; private set; } = WavesThen.None;

    public WaveRow? Open => Waves.Open;

    public int Seats { get; private set; }

    /// <summary>So few that nothing would be shown of it.</summary>
    public bool IsFew => Seats < SmallGroups.AtLeast;

    public bool HasAnswered { get; private set; }

    /// <summary>Null when nobody was sent a link of late.</summary>
    public LastAsked? LastAsked { get; private set; }

    public string? AskedAt => LastAsked is { } last ? new Days(Here, T, Now).Moment(last.At) : null;

    /// <summary>A wave that is looked at and has no results: the one of the address, or the newest where none has any.</summary>
    public WaveRow? Few => Waves.Few.FirstOrDefault(wave => wave.Stage == Wave) ?? (Closed.Count == 0 ? Waves.Few is [.., var last] ? last : null : null);

    /// <summary>How many had answered it.</summary>
    public int FewSeats { get; private set; }

    /// <summary>The waves that have results, the oldest first.</summary>
    public IReadOnlyList<WaveAnswers> Closed => Waves.Closed;

    public WaveAnswers? Shown => Closed.FirstOrDefault(wave => wave.Stage == Wave) ?? (Closed.Count == 0 ? null : Closed[^1]);

    /// <summary>What the one that is shown is compared with.</summary>
    public WaveAnswers? Earlier => ToJustBefore ? Waves.JustBefore(Shown) : Waves.Before(Shown);

    public bool ToJustBefore => Since == JustBefore && MayChooseSince;

    /// <summary>The first wave and the one before are two.</summary>
    public bool MayChooseSince => Waves.JustBefore(Shown) != Waves.Before(Shown);

    public bool MayAnswer => Open is not null && !HasAnswered && Me?.Joins == true;

    public bool MayLead => !Asked.IsPast && Me?.May(Permission.Lead) == true;

    /// <summary>Municipalities that may stand alone in the wave that is shown.</summary>
    public IEnumerable<Programmes.MunicipalityRow> Places => Here.Municipalities.Where(place => Shown?.Shown.Contains(place.Municipality) == true);

    public IEnumerable<SelectListItem> Stages => Here.Stages.Where(stage => stage.State != "planned" && stage.Stage > 0).Select(stage => (stage.Stage, Name: NameOf(stage.Stage)))
        .Prepend((Stage: 0, Name: NameOf(0))).Where(stage => stage.Stage > 0 || !Here.Stages.Any(row => row is { Stage: > 0, State: not "planned" })).Where(stage => Waves.All.Except(Waves.Few).All(wave => wave.Stage != stage.Stage))
        .Select(stage => new SelectListItem(stage.Name, $"{stage.Stage}"));

    /// <summary>The stage that is under way, when it may be asked about now; null when not.</summary>
    public Programmes.StageRow? UnderWay => Here.OpenStage is { } open && IsOffered(open.Stage) ? open : null;

    /// <summary>Waves that too few answered, which may be opened again.</summary>
    public IEnumerable<WaveRow> Again => Waves.Few.Where(wave => IsOffered(wave.Stage));

    bool IsOffered(int stage) => Stages.Any(item => item.Value == $"{stage}");

    public Task OnGetAsync() => Look();

    [AlsoNeeds(Permission.Join)]
    public async Task<IActionResult> OnPostAnswerAsync()
    {
        await Look();
        Only(nameof(Form));
        if (Open is not { } wave) return To("/baseline", T["baselines.not-asked"]);
        if (HasAnswered) return To("/baseline", T["baseline.answered"]);
        if (!Valid(Form, nameof(Form))) return Page();
        var state = await Streams.Read(StreamNames.Baseline(Here.Id));
        if (Asking.Answer(state, new AnswerBaseline(wave.Stage, Form.Chosen), Me!, Now) is Domain.Refused refused)
        {
            Told(new No(refused.Key, refused.Args));
            return Page();
        }

        var taken = await answers.Take(Here.Id, wave.Stage, Me!.Member, Me.Municipality, Form.Chosen, HttpContext.RequestAborted);
        return To("/baseline", T[taken switch { Taken.Now => "baseline.thanks", Taken.Before => "baseline.answered", _ => "baselines.not-asked" }]);
    }

    [AlsoNeeds(Permission.Lead)]
    public async Task<IActionResult> OnPostOpenAsync()
    {
        await Look();
        Only(nameof(Opening));
        Valid(Opening, nameof(Opening));
        // A stage that is under way is measured before its end by nobody's slip.
        if (!Opening.Sure && UnderWay is { } early && Opening.Stage == early.Stage) ModelState.AddModelError("Opening.Sure", T["privacy.not-sure"]);
        if (!ModelState.IsValid) return Page();
        var stage = Opening.Stage ?? -1;
        var command = new OpenBaseline(stage, Opening.Until ?? default, await results.IsKept(Here, stage));
        if (!await Decide(
            StreamNames.Baseline(Here.Id), StreamNames.Programme(Here.Id), (state, programme, actor, now) => Asking.Open(state, programme, command, actor, now), "Opening.Until"))
            return Page();
        await turn.LetIn(Here, stage, HttpContext.RequestAborted);
        return To("/baseline", T["baseline.opened"]);
    }

    [AlsoNeeds(Permission.Lead)]
    public async Task<IActionResult> OnPostCloseAsync()
    {
        await Look();
        Only(nameof(Closing));
        // Another one than was looked at is closed by nobody's slip.
        if (Open is not { } wave || wave.Stage != Closing.Stage) return To("/baseline");
        if (!Valid(Closing, nameof(Closing))) return Page();
        if (await turn.Close(Here, wave.Stage, Now, HttpContext.RequestAborted) is Done done)
            await readModels.WaitFor(done.Position, TimeSpan.FromSeconds(2), HttpContext.RequestAborted);
        var isShown = await results.Of(Here, wave.Stage) is not null;
        return To($"/baseline?wave={wave.Stage}", isShown ? T["baseline.closed-now"] : T.Count("baseline.closed-few", await results.Seats(Here, wave.Stage)));
    }

    [AlsoNeeds(Permission.Lead)]
    public async Task<IActionResult> OnPostAskAsync()
    {
        await Look();
        if (Open is not { } wave) return To("/baseline");
        var letters = await askAll.Ask(Here, wave, Now);
        return To("/baseline", letters == 0 ? T["baseline.asked-none", AskAll.RestDays] : T.Count("baseline.asked", letters));
    }

    public string NameOf(int stage) => T.NameOf(Here, stage);

    public string Day(DateOnly day) => new Days(Here, T, Now).Of(day);

    /// <summary>What is shown, with what it is compared to; null for a municipality that may not stand alone.</summary>
    public IReadOnlyList<ScaleAnswers>? Answered(WaveAnswers? wave) => wave?.Of(Municipality is { Length: > 0 } place ? place : null);

    public string Path => $"/p/{Here.Slug}/baseline";

    /// <summary>The same page, in another cut.</summary>
    public string Href(int wave, string? since) => Scrubber(Path, Cut(wave, since)).Href(Asked.Day);

    public (string Name, string? Value)[] Cut(int? wave, string? since) =>
        [("municipality", Municipality), ("wave", wave?.ToString(CultureInfo.InvariantCulture)), ("since", since)];

    async Task Look()
    {
        // What is done here is done today, whatever day was looked at.
        if (HttpMethods.IsPost(Request.Method)) AsOf = null;
        await LookBack();
        Waves = await results.On(Here, Asked);
        if (Open is { } open)
        {
            Seats = await results.Seats(Here, open.Stage);
            HasAnswered = Me is { } me && await results.HasAnswered(Here, open.Stage, me.Member);
            if (MayLead) LastAsked = await askAll.Last(Here, open.Stage);
        }

        if (Few is { } few) FewSeats = await results.Seats(Here, few.Stage);
    }
}
