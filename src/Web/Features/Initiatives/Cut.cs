namespace Activation.Web.Features.Initiatives;

/// <summary>Which of the programme's initiatives are asked for. What is null is not asked about.</summary>
/// <param name="Mine">Only those that this member proposed.</param>
public sealed record Cut(string? Text, string? Municipality, string? FocusArea, string? Value, string? State, int? Stage, Guid? Mine)
{
    public bool IsWhole => this == new Cut(null, null, null, null, null, null, null);

    /// <summary>The numbers of those that fit, in SQL, by the names of <see cref="Parameters"/>.</summary>
    public string Numbers => IsWordsOnly
        ? $"select w.number from {Found}"
        : $"select i.number from initiative i where i.programme = @programme{string.Concat(Conditions().Select(condition => " and " + condition))}";

    // Then the table of words answers alone: to look up each initiative for its number took four times as long.
    bool IsWordsOnly => Text is not null && this == new Cut(Text, null, null, null, null, null, null);

    public object Parameters(Guid programme) => new
    {
        programme, words = SearchWords.All(Text), within = SearchWords.Within(Text ?? ""), Municipality, FocusArea, Value, State, Stage,
        Mine,
    };

    IEnumerable<string> Conditions()
    {
        if (Text is not null) yield return $"i.initiative in (select w.initiative from {Found})";
        if (Municipality is not null) yield return "(i.municipality = @Municipality or @Municipality = any(i.partners))";
        if (FocusArea is not null) yield return "@FocusArea = any(i.focus_areas)";
        if (Value is not null) yield return "exists (select 1 from jsonb_array_elements(i.\"values\") shown where shown ->> 'value' = @Value)";
        if (State is not null) yield return "i.state = @State";
        if (Stage is not null) yield return "i.stage = @Stage";
        if (Mine is not null) yield return "i.proposer = @Mine";
    }

    string Found => $"initiative_words w where w.programme = @programme and ({(SearchWords.All(Text) is null ? "" : $"w.words @@ {SearchWords.Query("@words")} or ")}w.title ilike @within)";
}
