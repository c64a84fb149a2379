namespace Activation.Web.Features.Initiatives;

/// <summary>Which of the programme's initiatives are asked for. What is null is not asked about.</summary>
/// <param name="Mine">Only those that this member proposed.</param>
public sealed record Cut(string? Text, string? Municipality, string? FocusArea, string? Value, string? State, int? Stage, Guid? Mine)
{
    public bool IsWhole => this == new Cut(null, null, null, null, null, null, null);

    /// <summary>The conditions in SQL, by the names of <see cref="Parameters"/>.</summary>
    public string Where => string.Concat(Conditions().Select(condition => " and " + condition));

    public object Parameters(Guid programme) => new
    {
        programme, words = SearchWords.All(Text), within = SearchWords.Within(Text ?? ""), Municipality, FocusArea, Value, State, Stage,
        Mine,
    };

    IEnumerable<string> Conditions()
    {
        if (Text is not null)
        {
            var found = SearchWords.All(Text) is null ? "w.title ilike @within" : $"(w.words @@ {SearchWords.Query("@words")} or w.title ilike @within)";
            yield return $"i.initiative in (select w.initiative from initiative_words w where w.programme = @programme and {found})";
        }

        if (Municipality is not null) yield return "(i.municipality = @Municipality or @Municipality = any(i.partners))";
        if (FocusArea is not null) yield return "@FocusArea = any(i.focus_areas)";
        if (Value is not null) yield return "exists (select 1 from jsonb_array_elements(i.\"values\") shown where shown ->> 'value' = @Value)";
        if (State is not null) yield return "i.state = @State";
        if (Stage is not null) yield return "i.stage = @Stage";
        if (Mine is not null) yield return "i.proposer = @Mine";
    }
}
