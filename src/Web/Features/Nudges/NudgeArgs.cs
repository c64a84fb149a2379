using System.Globalization;
using Activation.Domain.Nudges;
using Activation.Web.Platform;

namespace Activation.Web.Features.Nudges;

/// <summary>
/// What the texts of each kind name, in order: the contract between the rules, which know facts, and the texts, which know languages. Facts are kept as
/// words, ISO dates and figures with a point; here they become what a reader in any language can be told.
/// </summary>
public static class NudgeArgs
{
    static readonly Func<string, object>
        Words = text => text == NudgeArg.Title ? new Untitled() : text,
        Day = text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : text,
        Count = text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) ? count : text,
        Figure = text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var figure) ? figure : text,
        Many = text => new ManyIn(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0),
        Others = text => new AndOthers(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count - 1 : 0),
        Places = text => new Enumerated(text.Split('|')),
        Reason = text => new Quoted(text),
        Outcome = text => new OfFive(text),
        // Of an idea in which all is answered nothing is missing but that it is sent.
        Questions = text => new Listed(text.Length == 0 ? ["nudges.unsent"] : [.. text.Split(',').Select(question => $"plans.question.{question}")]),
        Involvement = text => new Listed([$"nudges.level-{text}"]);

    /// <summary>Title, name of a municipality and the like are words; K, levels and numbers of things are counts; outcomes and money are figures.</summary>
    static readonly Dictionary<NudgeKind, Func<string, object>[]> Named = new()
    {
        [NudgeKind.FirstAct] = [Words], // municipality
        [NudgeKind.IdleDraft] = [Words, Count, Questions], // title, level 1–5, what is missing: Responsible,When
        [NudgeKind.ReadyDraft] = [Words, Count], // title, K
        [NudgeKind.WaitingApproval] = [Count, Words, Day], // how many, title of the oldest, when it was submitted
        [NudgeKind.DecisionMade] = [Words, Words, Reason], // title, approved|returned|declined|merged|grew, the coordinator's words
        [NudgeKind.FollowedApproved] = [Words, Words, Reason], // title, approved|declined|merged, the words with it
        [NudgeKind.SpokenTo] = [Words, Words], // title, mention|answer|comment|hidden|upheld|shown
        [NudgeKind.FollowedMoved] = [Words, Words], // title, comment|outcome|story
        [NudgeKind.NoPlanYet] = [Words], // title
        [NudgeKind.DueSoon] = [Words, Day, Many], // title, due, how many are in
        [NudgeKind.Overdue] = [Words, Day], // title, due
        [NudgeKind.NeedsTalk] = [Count, Words, Day], // how many are on the list, title of one, when it was due
        [NudgeKind.HelpAsked] = [Words, Words], // title, municipality
        [NudgeKind.RateOutcome] = [Words, Day], // title, carried out
        [NudgeKind.OutcomeKnown] = [Words, Figure, Count], // title, R, ratings
        [NudgeKind.StoryWaiting] = [Words, Figure], // title, R
        [NudgeKind.StoryHeld] = [Words, Day], // title, when it was to be published
        [NudgeKind.FitsYourGap] = [Words, Words, Words], // the other municipality, title, number of the metric
        [NudgeKind.IdeaLivesOn] = [Words, Places, Others, Outcome], // title of one, municipalities: Klippan|Bjuv, how many in all, R where there is one
        [NudgeKind.MunicipalitySilent] = [Words, Count], // municipality, days
        [NudgeKind.MetricOrphan] = [Words, Words], // number, text of the metric
        [NudgeKind.FollowUpOpen] = [Count, Words, Day], // how many are unsigned, the year, the last day
        [NudgeKind.PulseOpen] = [Words, Day], // title, last day
        [NudgeKind.PulseClosed] = [Words], // title
        [NudgeKind.ObservationsOpen] = [Words, Count, Count], // walk, open, all
        [NudgeKind.StillAlive] = [Words, Day], // title, carried out
        [NudgeKind.PromiseUnowned] = [Words, Count, Count], // scene, without owner, all
        [NudgeKind.ShareUnanswered] = [Words, Figure], // project, kronor
        [NudgeKind.SeatVacant] = [Words, Words], // network, municipality
        [NudgeKind.IntentAboveEvidence] = [Words, Involvement, Involvement], // title, intended 1–5, evidenced 1–5
        [NudgeKind.WeeklyDigest] = [Words, Words], // programme, the one thing that waits
        [NudgeKind.FadingOut] = [],
    };

    public static int CountOf(NudgeKind kind) => Named[kind].Length;

    /// <summary>What a rule left out is nothing: a text that names it still reads.</summary>
    public static object[] Of(NudgeKind kind, IReadOnlyList<string> facts) => [.. Named[kind].Select((told, i) => told(i < facts.Count ? facts[i] : ""))];

    /// <summary>That others are in is told where they are many, and nothing where a few would look like nobody.</summary>
    sealed record ManyIn(int Count) : IInWords
    {
        const int From = 10;

        public string In(Texts texts) => Count < From ? "" : $" {texts["nudges.many-in", Count]}";
    }

    /// <summary>What had a title when it was told of, and has none any more.</summary>
    sealed record Untitled : IInWords
    {
        public string In(Texts texts) => texts["nudges.untitled"];
    }

    sealed record Quoted(string Words) : IInWords
    {
        public string In(Texts texts) => string.IsNullOrWhiteSpace(Words) ? "" : texts["nudges.quote", Words];
    }

    /// <summary>One is named, the others are counted.</summary>
    sealed record AndOthers(int Count) : IInWords
    {
        public string In(Texts texts) => Count < 1 ? "" : texts["nudges.and-others", Count];
    }

    /// <summary>Told where everybody may know it.</summary>
    sealed record OfFive(string Figure) : IInWords
    {
        public string In(Texts texts) =>
            double.TryParse(Figure, NumberStyles.Float, CultureInfo.InvariantCulture, out var outcome) ? $" {texts["nudges.outcome-there", outcome]}" : "";
    }

    /// <summary>a, b and c.</summary>
    sealed record Enumerated(string[] All) : IInWords
    {
        public string In(Texts texts) => All.Length < 2 ? string.Concat(All) : texts["nudges.and", string.Join(", ", All[..^1]), All[^1]];
    }

    /// <summary>Things called by our texts: a, b and c.</summary>
    sealed record Listed(IReadOnlyList<string> Keys) : IInWords
    {
        public string In(Texts texts) => new Enumerated([.. Keys.Where(texts.Has).Select(key => Small(texts[key]))]).In(texts);

        // In the middle of a sentence.
        static string Small(string text) => $"{char.ToLower(text[0], CultureInfo.CurrentCulture)}{text[1..]}";
    }
}
