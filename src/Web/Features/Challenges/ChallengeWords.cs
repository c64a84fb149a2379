using Activation.Domain.Challenges;
using Activation.Web.Features.Happenings;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Look;

namespace Activation.Web.Features.Challenges;

/// <summary>What pages, boards and the garland say about a challenge: the same words, drawn or sent.</summary>
public sealed class ChallengeWords(Texts texts)
{
    const int Few = 3;

    /// <summary>9 of 11, 340 of 500 who took part.</summary>
    public string Standing(ChallengeView challenge)
    {
        var (done, goal) = challenge.Progress;
        return challenge.Card.Measure switch
        {
            ChallengeMeasure.InitiativesEverywhere => texts["challenges.of-each", done, goal],
            ChallengeMeasure.InitiativesTogether => texts["challenges.of-initiatives", Figures.Number(done), Figures.Number(goal)],
            _ => texts["challenges.of-participants", Figures.Number(done), Figures.Number(goal)],
        };
    }

    /// <summary>How long it still goes on, or how it ended.</summary>
    public string Left(ProgrammeView here, ChallengeView challenge, DateTimeOffset now) => challenge switch
    {
        { Card.ReachedAt: { } at } => texts["challenges.reached-on", new Days(here, texts, now).Of(at)],
        { DaysLeft: < 0 } => texts["challenges.over", new Days(here, texts, now).Of(challenge.Card.UntilOn)],
        _ => texts.Count("board.days-left", challenge.DaysLeft),
    };

    /// <summary>What counts, in a sentence.</summary>
    public string Rule(ProgrammeView here, ChallengeAim aim)
    {
        var value = aim.Value is { } key ? texts["challenges.rule-value", here.Values.FirstOrDefault(v => v.Value == key)?.Name ?? key] : "";
        var area = aim.FocusArea is { } focus ? texts["challenges.rule-area", here.FocusAreas.FirstOrDefault(f => f.FocusArea == focus)?.Name ?? focus] : "";
        return texts.Count($"challenges.rule-{KeyOf(aim.Measure)}", aim.Target, value + area);
    }

    /// <summary>What counts, when it does and until when: so that anybody can check it.</summary>
    public IEnumerable<string> Counted(ProgrammeView here, ChallengeCard card) =>
        [Rule(here, card.Aim), texts["challenges.counted", card.UntilOn], texts["challenges.counted-seen", Challenging.DaysToTell]];

    /// <summary>What waits for somebody who has seen it, who is on the way, and who looks for a host.</summary>
    public string Remaining(ProgrammeView here, ChallengeView challenge, DateTimeOffset now)
    {
        if (challenge.IsReached) return "";
        var said = Waiting(challenge);
        if (challenge is { IsOfEach: true, DaysLeft: >= 0 }) said = said.Concat(OnTheWay(challenge, new Days(here, texts, now))).Concat(WithoutHost(challenge));
        return string.Join(' ', said);
    }

    IEnumerable<string> Waiting(ChallengeView challenge)
    {
        var places = challenge.Stops.Where(stop => challenge.IsOfEach ? stop.Waits : stop.Waiting > 0).ToArray();
        if (places.Length == 0) return [];
        return challenge.IsOfEach && places.Length <= Few
            ? places.Select(stop => texts["challenges.waiting-place", stop.Name])
            : [texts.Count("challenges.waiting", places.Sum(stop => stop.Waiting))];
    }

    IEnumerable<string> OnTheWay(ChallengeView challenge, Days days) =>
        challenge.Stops.Where(stop => stop is { State: StopState.Now, Waits: false }).Select(stop => stop.DueOn is { } due && due >= challenge.Day
            ? texts["board.planned-on", stop.Name, days.Of(due)]
            : texts["board.planned", stop.Name]);

    IEnumerable<string> WithoutHost(ChallengeView challenge)
    {
        var without = challenge.Stops.Where(stop => stop.State == StopState.Next).Select(stop => stop.Name).ToArray();
        if (without.Length > Few) return [texts.Count("board.without", without.Length)];
        return without.Select(name => texts["board.looks-for-host", name]);
    }

    /// <summary>The one place where something is called out.</summary>
    public string CheerTitle(ChallengeCard card) => card.Title.Length > 0 && char.IsPunctuation(card.Title[^1]) ? card.Title : $"{card.Title}!";

    /// <summary>Who was the last to arrive, and thanks to how many.</summary>
    public string CheerText(ProgrammeView here, ChallengeCard card)
    {
        var last = card is { Measure: ChallengeMeasure.InitiativesEverywhere, Last: { } place } ? texts["challenges.cheer-last", here.NameOf(place)] + " " : "";
        return last + (card.Participants is > 0 and { } people ? texts.Count("challenges.cheer-thanks", people, Figures.Number(people)) : texts["challenges.cheer-all"]);
    }

    public static string KeyOf(ChallengeMeasure measure) => measure switch
    {
        ChallengeMeasure.InitiativesEverywhere => "everywhere",
        ChallengeMeasure.InitiativesTogether => "together",
        _ => "participants",
    };
}
