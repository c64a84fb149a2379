using Activation.Domain.Goals;
using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.People;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Goals;

/// <summary>One metric: what it says, who answers for it, what was measured, and what is done for it. Those who answer for it write its values here.</summary>
[Needs(Permission.Look)]
public sealed class MetricModel(GoalPlan plan, PeopleDirectory people, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    [BindProperty]
    public ValueForm Input { get; set; } = new();

    [BindProperty]
    public SignOffForm Sign { get; set; } = new();

    /// <summary>The form that was sent is the one to sign, and what is wrong is wrong there.</summary>
    public bool IsSigning { get; private set; }

    public MetricCard Card { get; private set; } = null!;

    public GoalAreaRow? Area { get; private set; }

    public GoalRow? Goal { get; private set; }

    public IReadOnlyList<LinkedInitiative> Initiatives { get; private set; } = [];

    public MetricSeries Series { get; private set; } = null!;

    /// <summary>The years that are followed up now.</summary>
    public IReadOnlyList<FollowUpRow> Open { get; private set; } = [];

    public IReadOnlyList<SignOffRow> SignOffs { get; private set; } = [];

    /// <summary>The year that whoever looks may sign: the oldest that their municipality has not, else the newest. Null when there is none.</summary>
    public FollowUpRow? ToSign => Asked.IsPast || Me is not { } me || !SigningOff.May(Card.Responsible, me) ? null
        : Open.OrderBy(year => year.Year).FirstOrDefault(year => !SignOffs.Any(row => row.Year == year.Year && row.Municipality == me.Municipality)) ?? (Open.Count > 0 ? Open[0] : null);

    /// <summary>The value of that year, and so what is signed; null when there is none.</summary>
    public double? ValueToSign { get; private set; }

    /// <summary>Who wrote down which value, and who signed; for members only.</summary>
    public IReadOnlyDictionary<Guid, string> Names { get; private set; } = new Dictionary<Guid, string>();

    public Days Days { get; private set; } = null!;

    public string Path => $"/p/{Here.Slug}/goals";

    /// <summary>What is over has no value to be written.</summary>
    public bool MayRecord => !Asked.IsPast && Me is { } me && Measuring.May([.. Card.Responsible, .. Card.CoResponsible], me);

    public bool IsYesOrNo => Measuring.IsYesOrNo(Card.Kind);

    public async Task<IActionResult> OnGetAsync([FromRoute] string number) => await plan.Metric(Here.Id, number) is { } card ? await Show(card) : NotFound();

    [AlsoNeeds(Permission.TakePart)]
    public async Task<IActionResult> OnPostAsync([FromRoute] string number)
    {
        AsOf = null;
        if (await plan.Metric(Here.Id, number) is not { } card) return NotFound();
        if (Me is null) return LocalRedirect($"/sign-in?returnUrl=/p/{Here.Slug}/goals/{card.Number}");
        Only(nameof(Input));
        var command = Input.AsCommand(card.Number);
        return Valid(command, nameof(Input)) && Told(await Hand.Record(command))
            ? To($"/goals/{card.Number}#values", T["values.recorded"])
            : await Show(card);
    }

    [AlsoNeeds(Permission.TakePart)]
    public async Task<IActionResult> OnPostSignOffAsync([FromRoute] string number)
    {
        AsOf = null;
        if (await plan.Metric(Here.Id, number) is not { } card) return NotFound();
        if (Me is null) return LocalRedirect($"/sign-in?returnUrl=/p/{Here.Slug}/goals/{card.Number}");
        IsSigning = true;
        Only(nameof(Sign));
        return Valid(Sign, nameof(Sign)) && Told(await Hand.SignOff(card.Number, Sign), $"{nameof(Sign)}.{nameof(Sign.Comment)}")
            ? To($"/goals/{card.Number}#sign-off", T["follow-up.signed-now"])
            : await Show(card);
    }

    public string Called(IEnumerable<string> municipalities) => MetricWords.Names(Here, T, municipalities);

    async Task<IActionResult> Show(MetricCard card)
    {
        await LookBack();
        Card = card;
        Days = new Days(Here, T, Now);
        Area = (await plan.Areas(Here.Id)).FirstOrDefault(area => area.Area == card.Area);
        Goal = (await plan.Goals(Here.Id)).FirstOrDefault(goal => goal.Area == card.Area && goal.Goal == card.Goal);
        Initiatives = await plan.Initiatives(Here, Asked.Day, card.Number);
        Series = await plan.Series(Here, Asked.Day, card);
        // Which days held on a past day is not told: the newest say nothing of it.
        Open = Asked.IsPast ? [] : [.. (await plan.FollowUps(Here.Id)).Where(year => year.IsOpen(Asked.Day))];
        SignOffs = await plan.SignOffs(Here, Asked.Day, number: card.Number);
        if (ToSign is { } toSign) ValueToSign = SigningOff.Measured(await Hand.Read(StreamNames.Values(Here.Id, card.Number)), card.Kind, toSign.Year, Me!.Municipality);
        if (!IsSigning && ToSign is { } year) Sign.Comment = SignOffs.FirstOrDefault(row => row.Year == year.Year && row.Municipality == Me!.Municipality)?.Comment;
        if (Me is not null)
            Names = await people.NamesOf(Series.Values.SelectMany(value => value.Before.Prepend(value.Now)).Select(row => row.Member).Concat(SignOffs.Select(row => row.Member)));
        return Page();
    }
}
