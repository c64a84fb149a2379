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

    public bool HasAnswered { get; private set; }

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
        .Prepend((Stage: 0, Name: NameOf(0))).Where(stage => stage.Stage > 0 || !Here.Stages.Any(row => row is { Stage: > 0, State: not "planned" })).Where(stage => Waves.All.All(wave => wave.Stage != stage.Stage))
        .Select(stage => new SelectListItem(stage.Name, $"{stage.Stage}"));

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
        return Valid(Opening, nameof(Opening)) && await Decide(
            StreamNames.Baseline(Here.Id), StreamNames.Programme(Here.Id),
            (state, programme, actor, now) => Asking.Open(state, programme, new OpenBaseline(Opening.Stage ?? -1, Opening.Until ?? default), actor, now), "Opening.Until")
            ? To("/baseline", T["baseline.opened"])
            : Page();
    }

    [AlsoNeeds(Permission.Lead)]
    public async Task<IActionResult> OnPostCloseAsync()
    {
        await Look();
        if (Open is not { } wave) return To("/baseline");
        if (await turn.Close(Here, wave.Stage, Now, HttpContext.RequestAborted) is Done done)
            await readModels.WaitFor(done.Position, TimeSpan.FromSeconds(2), HttpContext.RequestAborted);
        return To("/baseline", T["baseline.closed-now"]);
    }

    [AlsoNeeds(Permission.Lead)]
    public async Task<IActionResult> OnPostAskAsync()
    {
        await Look();
        return Open is { } wave ? To("/baseline", T.Count("baseline.asked", await askAll.Send(Here, wave, Now))) : To("/baseline");
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
        }
    }
}
