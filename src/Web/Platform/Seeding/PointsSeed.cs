using Activation.Domain.Points;

namespace Activation.Web.Platform.Seeding;

/// <summary>Who of the invented people said yes to points before it all began: the cast as the file says, and every so-manieth of the others.</summary>
public static class PointsSeed
{
    static readonly Audience[] InTurn = [Audience.Myself, Audience.Municipality, Audience.Programme];

    public static async Task Choose(Plot plot, PeopleFile file, DateTimeOffset at)
    {
        foreach (var person in file.Cast.Where(person => person.Points is not null))
            await Choose(plot, plot.Cast(person.Id), Enum.Parse<Audience>(person.Points!, ignoreCase: true), at);
        if (file.PointsEvery is not { } every) return;
        var others = plot.People.Where(person => person.CastId is null).Where((_, i) => i % every == 0).ToList();
        await Task.WhenAll(others.Select((person, i) => Choose(plot, person, InTurn[i % InTurn.Length], at)));
    }

    static Task Choose(Plot plot, Invented who, Audience audience, DateTimeOffset at) => plot.Decide(
        $"points {who.Id}", StreamNames.Points(plot.Programme, who.Id), who.Actor, at, choice => Counting.Choose(choice, new ChoosePoints(audience), who.Actor, at));
}
