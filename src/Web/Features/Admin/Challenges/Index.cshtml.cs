using Activation.Domain;
using Activation.Domain.Challenges;
using Activation.Web.Features.Challenges;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Activation.Web.Features.Admin.Challenges;

/// <summary>What all are to reach together in a stage: set, said better, taken away with a reason.</summary>
[Needs(Permission.Lead)]
public sealed class IndexModel(ChallengeQuery challenges, ChallengeWords words) : ProgrammePage
{
    [BindProperty]
    public ChallengeForm Form { get; set; } = new();

    [BindProperty]
    public DropForm Drop { get; set; } = new();

    /// <summary>The one that is changed; null for a new one.</summary>
    [BindProperty(Name = "challenge", SupportsGet = true)]
    public Guid? Chosen { get; set; }

    public IReadOnlyList<ChallengeView> All { get; private set; } = [];

    public ChallengeView? Changed { get; private set; }

    public ChallengeWords Words => words;

    public IEnumerable<SelectListItem> Stages => Here.Stages.Where(stage => stage is { Stage: > 0, State: not "closed" })
        .Select(stage => new SelectListItem($"{stage.Stage} · {stage.Theme}", $"{stage.Stage}", stage.State == "open"));

    public IEnumerable<SelectListItem> Measures => Enum.GetValues<ChallengeMeasure>()
        .Select(measure => new SelectListItem(T[$"challenges.{ChallengeWords.KeyOf(measure)}"], measure.ToString()));

    public IEnumerable<SelectListItem> Values => Here.Values.Select(value => new SelectListItem(value.Name, value.Value)).Prepend(Any);

    public IEnumerable<SelectListItem> FocusAreas => Here.FocusAreas.Select(area => new SelectListItem(area.Name, area.FocusArea)).Prepend(Any);

    SelectListItem Any => new(T["challenges.any"], "");

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Look()) return NotFound();
        if (Changed is { } changed) Form = ChallengeForm.Of(changed.Card);
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync()
    {
        if (!await Look()) return NotFound();
        Only(nameof(Form));
        if (!Valid(Form, nameof(Form)) || !await Save()) return Page();
        return To("/admin/challenges", T["challenges.saved"]);
    }

    public async Task<IActionResult> OnPostDropAsync()
    {
        if (!await Look()) return NotFound();
        if (Changed is not { } dropped) return To("/admin/challenges");
        Form = ChallengeForm.Of(dropped.Card);
        Only(nameof(Drop));
        return Valid(Drop, nameof(Drop))
            && await Decide(
                StreamNames.Challenge(dropped.Card.Challenge), StreamNames.Programme(Here.Id),
                (state, programme, actor, now) => Challenging.Drop(state, programme, new DropChallenge(Drop.Reason ?? ""), actor, now), "Drop.Reason")
            ? To("/admin/challenges", T["challenges.dropped-now"])
            : Page();
    }

    async Task<bool> Save()
    {
        var (stage, until) = (Changed?.Card.Stage ?? Form.Stage ?? -1, Form.Until ?? default);
        var stands = await challenges.Standing(Here, Form.Card(Here.Id, stage), Here.Today(Now));
        var outcome = Changed is { } changed
            ? await Hand.Decide(
                StreamNames.Challenge(changed.Card.Challenge), StreamNames.Programme(Here.Id),
                (state, programme, actor, now) => Challenging.Change(
                    state, programme, new ChangeChallenge(Form.Title ?? "", Form.Text ?? "", Form.Aim, until, stands), actor, now))
            : await Hand.Decide(
                StreamNames.Challenge(Key), StreamNames.Programme(Here.Id),
                (state, programme, actor, now) => Challenging.Set(
                    state, programme, new SetChallenge(Key, stage, Form.Title ?? "", Form.Text ?? "", Form.Aim, until, stands), actor, now));
        return Told(outcome, outcome is No { Key: Refusals.Challenges.ReachedAlready or Refusals.Challenges.ReachedByEach } ? $"{nameof(Form)}.{nameof(Form.Target)}" : "");
    }

    /// <returns>False when the one that is asked for is not of this programme.</returns>
    async Task<bool> Look()
    {
        All = await challenges.All(Here, Now);
        Changed = All.FirstOrDefault(challenge => challenge.Card.Challenge == Chosen);
        return Chosen is null || Changed is not null;
    }
}
