using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Challenges;

/// <summary>The challenges of the stage as a file, municipality by municipality, as far as all had come at the end of a day.</summary>
[Needs(Permission.Look)]
public sealed class CsvModel(ChallengeQuery challenges, ChallengeWords words, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    static readonly string[] Columns = ["challenge", "text", "rule", "stage", "until", "done", "goal", "reached", "municipality", "state", "due"];

    public async Task<IActionResult> OnGetAsync()
    {
        await LookBack();
        if (NoSuchDay() is { } answer) return answer;
        var together = await challenges.On(Here, Asked.Day);
        return CsvFile.Of($"{Here.Slug}-challenges-{DateAsked.Written(Asked.Day)}.csv", Columns.Select(Head), together.All.SelectMany(Lines));
    }

    string Head(string column) =>
        column == "done" ? Definitions.Definitions.Head(T["challenges.csv.done"], "challenge") : T[$"challenges.csv.{column}"];

    IEnumerable<object?[]> Lines(ChallengeView challenge) => challenge.Stops.Select(stop => (object?[])
    [
        challenge.Card.Title, challenge.Card.Text, words.Rule(Here, challenge.Card.Aim), challenge.Card.Stage, DateAsked.Written(challenge.Card.UntilOn),
        challenge.Progress.Done, challenge.Progress.Goal, challenge.Card.ReachedAt is { } at ? DateAsked.Written(Here.Today(at)) : null,
        stop.Name, T[stop.TextKey], stop.DueOn is { } due ? DateAsked.Written(due) : null,
    ]);
}
