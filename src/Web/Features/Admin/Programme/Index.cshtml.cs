using Activation.Domain;
using Activation.Domain.Programmes;
using Activation.Web.Features.Challenges;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Look;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Programme;

/// <summary>What the programme is called, stands for and holds to: vision, rules, municipalities, stages, values and focus areas.</summary>
[Needs(Permission.Lead)]
public sealed class IndexModel(Views views, StageClosing closing, ChallengeQuery challenges) : ProgrammePage
{
    /// <summary>How long whoever closes a stage waits for everything that belongs into its figures.</summary>
    static readonly TimeSpan Catching = TimeSpan.FromSeconds(2);

    public IReadOnlyList<VisionRow> Visions { get; private set; } = [];

    [BindProperty]
    public DescriptionForm Description { get; set; } = new();

    [BindProperty]
    public VisionForm Vision { get; set; } = new();

    [BindProperty]
    public RulesForm Rules { get; set; } = new();

    [BindProperty]
    public QuietForm Quiet { get; set; } = new();

    [BindProperty]
    public MunicipalityForm Place { get; set; } = new();

    [BindProperty]
    public StageForm Stage { get; set; } = new();

    [BindProperty]
    public StageEndForm StageEnd { get; set; } = new();

    [BindProperty]
    public StageTurnForm Turn { get; set; } = new();

    [BindProperty]
    public CoreValueForm Value { get; set; } = new();

    [BindProperty]
    public FocusForm Focus { get; set; } = new();

    /// <summary>The stage that may be closed, or else the next that may be opened; null for none.</summary>
    public StageRow? Turning => Here.OpenStage ?? Here.Stages.Where(stage => stage.State == "planned" && stage.ToOn >= Here.Today(Now)).OrderBy(stage => stage.FromOn).FirstOrDefault();

    public IEnumerable<SelectListItem> Languages => Platform.Look.Languages.All.Select(language => new SelectListItem(language.Name, language.Code));

    public IEnumerable<SelectListItem> Values => Here.Values.Select(value => new SelectListItem(value.Name, value.Value)).Prepend(new SelectListItem(T["shape.no-value"], ""));

    public IEnumerable<SelectListItem> Flags => Enumerable.Range(1, Shaping.FlagCount)
        .Select(flag => new SelectListItem(Here.FocusAreas.FirstOrDefault(area => area.Flag == flag) is { } taken ? T["shape.flag-of", flag, taken.Name] : T["shape.flag-free", flag], $"{flag}"));

    public Task<IActionResult> OnGetAsync() => Show(filled: false);

    public Task<IActionResult> OnPostDescribeAsync() => Act(Description, nameof(Description), nameof(Description.Name), "name", (state, actor, now) => Starting.Describe(
        state, new DescribeProgramme(Description.Name ?? "", Description.Organisation ?? "", Description.Languages, Description.Public), actor, now));

    public Task<IActionResult> OnPostVisionAsync() => Act(Vision, nameof(Vision), nameof(Vision.Text), "vision", (state, actor, now) => Shaping.WriteVision(
        state, new WriteVision(Vision.Text ?? "", Vision.Source ?? ""), actor, now));

    public Task<IActionResult> OnPostRulesAsync() => Act(Rules, nameof(Rules), nameof(Rules.VotingDays), "rules", (state, actor, now) => Ruling.Set(
        state, new SetRules(Rules.VotingDays ?? 0, Rules.VoteBudget), actor, now));

    public Task<IActionResult> OnPostQuietAsync() => Act(Quiet, nameof(Quiet), nameof(Quiet.From), "quiet", (state, actor, now) => Ruling.Set(
        state, new SetQuietWeeks(Quiet.From, Quiet.To), actor, now));

    public Task<IActionResult> OnPostPlaceAsync() => Act(Place, nameof(Place), nameof(Place.Name), "places", (state, actor, now) => Place.Decide(state, actor, now));

    public async Task<IActionResult> OnPostStageAsync()
    {
        var running = await Running(Stage.Number);
        return await Act(Stage, nameof(Stage), nameof(Stage.Theme), "stages", (state, actor, now) => Staging.Plan(
            state, new PlanStage(Stage.Number ?? -1, Stage.Theme ?? "", Stage.From ?? default, Stage.Until ?? default, Stage.Value is { Length: > 0 } value ? value : null, running), actor, now));
    }

    public async Task<IActionResult> OnPostStageEndAsync()
    {
        var running = await Running(StageEnd.Number);
        return await Act(StageEnd, nameof(StageEnd), nameof(StageEnd.Until), "stages", (state, actor, now) => Staging.MoveEnd(
            state, new MoveStageEnd(StageEnd.Number ?? -1, StageEnd.Until ?? default, running), actor, now));
    }

    public Task<IActionResult> OnPostValueAsync() => Act(Value, nameof(Value), nameof(Value.Name), "values", (state, actor, now) =>
    {
        var key = Keys.Of(Value.Key, Value.Name, Here.Values.ToDictionary(value => value.Value, value => value.Name));
        // A new name alone leaves what it means as it stands.
        var meaning = string.IsNullOrWhiteSpace(Value.Meaning) ? Here.Values.FirstOrDefault(value => value.Value == key)?.Meaning : Value.Meaning;
        return Shaping.NameCoreValue(state, new NameCoreValue(key, Value.Name ?? "", meaning ?? ""), actor, now);
    });

    public Task<IActionResult> OnPostFocusAsync() => Act(Focus, nameof(Focus), nameof(Focus.Name), "values", (state, actor, now) => Shaping.NameFocusArea(
        state,
        new NameFocusArea(
            Keys.Of(Focus.Key, Focus.Name, Here.FocusAreas.ToDictionary(area => area.FocusArea, area => area.Name)), Focus.Name ?? "", Focus.Flag ?? 0, Focus.Assumed),
        actor, now));

    public Task<IActionResult> OnPostOpenAsync() => Act(Turn, nameof(Turn), nameof(Turn.Sure), "stages", (state, actor, now) => Staging.Open(
        state, new OpenStage(Turn.Number ?? -1), actor, now));

    public async Task<IActionResult> OnPostCloseAsync()
    {
        Only(nameof(Turn));
        if (!Valid(Turn, nameof(Turn))) return await Show(filled: true);
        if (Here.Stages.FirstOrDefault(stage => stage.Stage == Turn.Number) is not { } stage) return NotFound();
        if (await closing.Figures(Here, stage.Stage, Now.Today(), Catching, HttpContext.RequestAborted) is { } close)
            return await Act(Turn, nameof(Turn), nameof(Turn.Sure), "stages", (state, actor, now) => Staging.Close(state, close, actor, now));
        ModelState.AddModelError($"{nameof(Turn)}.{nameof(Turn.Sure)}", T[StageClosing.Behind]);
        return await Show(filled: true);
    }

    async Task<IReadOnlyList<RunningChallenge>> Running(int? stage) =>
        [.. (await challenges.Open(Here)).Where(card => card.Stage == stage).Select(card => new RunningChallenge(card.Title, card.UntilOn))];

    async Task<IActionResult> Act<TForm>(
        TForm form, string prefix, string field, string part, Func<Domain.Programmes.Programme, Domain.Members.Actor, DateTimeOffset, Decision> decide)
    {
        Only(prefix);
        return Valid(form, prefix) && await Decide(StreamNames.Programme(Here.Id), decide, $"{prefix}.{field}") ? Back(part) : await Show(filled: true);
    }

    IActionResult Back(string part) => To($"/admin/programme#{part}", T["shape.saved"]);

    async Task<IActionResult> Show(bool filled)
    {
        Visions = await views.Many<VisionRow>("select * from vision where programme = @Id order by position desc", new { Here.Id });
        if (!filled || Description.Name is null)
            Description = new() { Name = Here.Card.Name, Organisation = Here.Card.Organisation, Languages = Here.Card.Languages, Public = Here.Card.Public };
        if (!filled || Rules.VotingDays is null) Rules = new() { VotingDays = Here.Card.VotingDays, VoteBudget = Here.Card.VoteBudget };
        if (!filled || Quiet is { From: null, To: null }) Quiet = new() { From = Here.Card.QuietFrom, To = Here.Card.QuietTo };
        if (!filled || StageEnd.Until is null) StageEnd = new() { Number = Here.OpenStage?.Stage, Until = Here.OpenStage?.ToOn };
        if (!filled) Stage.Number = Here.Stages.Select(stage => stage.Stage).DefaultIfEmpty(-1).Max() + 1;
        return Page();
    }
}
