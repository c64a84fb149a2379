using Activation.Domain.Points;
using Activation.Web.Features.Chronicle;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Activation.Web.Features.Points;

/// <summary>The ladder as a file: how many of each municipality stand on each step, small numbers hidden as on the page.</summary>
[Needs(Permission.Join)]
public sealed class CsvModel(LadderQuery ladder, Chronicle.Chronicle chronicle) : DatedPage(chronicle)
{
    static readonly LadderStep[] Steps = Enum.GetValues<LadderStep>();

    public async Task<IActionResult> OnGetAsync()
    {
        await LookBack();
        if (NoSuchDay() is { } answer) return answer;
        var places = await ladder.Counts(Here, Asked.Day);
        return CsvFile.Of(
            $"{Here.Slug}-ladder-{DateAsked.Written(Asked.Day)}.csv",
            [T["board.municipality"], .. Steps.Select(step => Definitions.Definitions.Head(T[$"points.step-{PointsWords.Key(step)}"], "ladder")), T["points.everyone"]],
            places.Select(Cells));
    }

    object?[] Cells(PlaceLadder place) => [place.Name, .. Steps.Select(step => place.Steps[step] is { } count ? (object)count : T["points.few"]), place.People];
}
