using Activation.Domain.Initiatives;
using Activation.Web.Features.Activities;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Initiatives.Details;

/// <summary>Something the reader may do with an activity: a page to go to, or something done at once.</summary>
public sealed record DeedAction(string Verb, string? Href = null);

/// <summary>An activity as a line of its initiative, with what this reader may do with it now.</summary>
/// <param name="Hint">What is still missing before it can be sent.</param>
public sealed record Deed(
    ActivityCard Card, Chip Chip, DateOnly? On, bool Late, IReadOnlyList<string> Facts, IReadOnlyList<DeedAction> Actions, string? Hint)
{
    public static IReadOnlyList<Deed> Shown(IReadOnlyList<ActivityCard> activities, IndexModel page) =>
    [
        .. from card in activities
           where card.IsShownTo(page.Me is not null)
           select Of(card, page),
    ];

    static Deed Of(ActivityCard card, IndexModel page)
    {
        var texts = page.Texts;
        var toRate = card.State == "carried_out" && page.Possible is { } possible && possible.Rate(card.Activity) is null
            && possible.PartIn(card.Activity) != RaterPart.Owner && !page.Own.Ratings.ContainsKey(card.Activity);
        var chip = toRate
            ? new Chip(texts["deeds.waits-for-rating"], Tone.Now)
            : new Chip(texts[$"deeds.state-{card.State}"], ToneOf(card.State), card.State == "carried_out" ? "check" : null);
        var on = card.CarriedOutOn ?? card.DueOn ?? card.Plan.DueOn;
        var late = card.State is "approved" or "scheduled" && on < page.Here.Today(page.Now);
        return new Deed(card, chip, on, late, [.. FactsOf(card, page, texts)], [.. ActionsOf(card, page)], Missing(card, page, texts));
    }

    static IEnumerable<string> FactsOf(ActivityCard card, IndexModel page, Texts texts)
    {
        var rules = page.Here.Rules.On(page.Here.Today(page.Now));
        if (card.Outcome.IsPublished(rules))
            yield return texts["deeds.outcome", Figures.Number(card.Outcome.Shown(rules), 1), Figures.Number(card.Outcome.Raters)];
        else if (card.Outcome.Raters > 0)
            yield return texts.Count("deeds.too-few", card.Outcome.Raters, rules.PublishedFrom);
        if (card.OwnerGrade is { } own) yield return texts["deeds.owner-grade", own];
        if (card.Participants is > 0 and { } n) yield return texts.Count("deeds.participants", n);
        if (card.Municipality != page.Card.Municipality) yield return page.Here.NameOf(card.Municipality);
        if (page.Me is not null && card.State is "returned" or "declined" or "cancelled" && !string.IsNullOrEmpty(card.Reason))
            yield return texts["happenings.quote", card.Reason];
    }

    static IEnumerable<DeedAction> ActionsOf(ActivityCard card, IndexModel page)
    {
        if (page.Possible is not { } possible) yield break;
        var (id, path) = (card.Activity, $"{page.Path}/activities/{card.Activity}");
        if (possible.Answer(id)) yield return new DeedAction("answer", $"/p/{page.Here.Slug}/queue");
        if (possible.Submit(id) is null) yield return new DeedAction("submit");
        if (possible.MarkDone(id) is null) yield return new DeedAction("done", $"{path}/done");
        if (possible.Rate(id) is null) yield return new DeedAction(page.Own.Ratings.ContainsKey(id) ? "rate-again" : "rate", $"{path}/rate");
        if (possible.Picture(id) is null || card.Pictures.Any(one => possible.RemovePicture(id, one.Picture))) yield return new DeedAction("pictures", $"{path}/pictures");
        if (possible.Edit(id)) yield return new DeedAction("edit", $"{path}/plan");
        if (possible.Schedule(id) is null) yield return new DeedAction(card.State == "scheduled" ? "move" : "schedule", $"{path}/schedule");
        if (possible.Cancel(id) is null) yield return new DeedAction("cancel", $"{path}/cancel");
    }

    static string? Missing(ActivityCard card, IndexModel page, Texts texts) =>
        page.Possible is { } possible && possible.Edit(card.Activity) && possible.Submit(card.Activity) is { } refused
            ? texts[refused.Key, [.. refused.Args]]
            : null;

    static Tone ToneOf(string state) => state switch
    {
        "carried_out" => Tone.Ok,
        "submitted" or "approved" or "scheduled" => Tone.Act,
        "returned" or "declined" => Tone.Warn,
        _ => Tone.Plain,
    };
}
