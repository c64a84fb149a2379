using Activation.Web.Features.Chronicle;
using Activation.Web.Features.Programmes;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Hosting;

/// <summary>An activity with where it is and who is behind it.</summary>
public sealed record SownActivity(int Number, Guid Activity, string Title, string Owner)
{
    public string Path => $"{Sown.Initiative(Number)}/activities/{Activity}";
}

/// <summary>Finds in the sown programme what a test needs: seed data may grow, the tests still stand.</summary>
public static class Sown
{
    public const string Here = $"/p/{Cast.Programme}";

    const string Open = "i.state in ('proposed', 'active') and not i.voting_closed and i.voting_until > now() + interval '1 day'";

    /// <summary>Names that no public page shows. Whoever has made a work that all may use, and asked to be named, is named with it.</summary>
    public static Task<IReadOnlyList<string>> NamesOfNobodysBusiness(this TestHub hub) => hub.Views.Column<string>(
        "select name from hub.person where name not in (select k.name from course_work c join hub.work k using (work) where c.shows_name)");

    /// <summary>The demo programme as it is now.</summary>
    public static async Task<ProgrammeView> Programme(this TestHub hub) => (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;

    /// <summary>Now by the clocks of the demo programme. After eleven in the evening in Greenwich it is another day there.</summary>
    public static DateTimeOffset Now => TimeZoneInfo.ConvertTime(DateTimeOffset.UtcNow, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));

    public static DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    /// <summary>A day as an address and a form have it, so many days from today.</summary>
    public static string Day(int fromToday) => DateAsked.Written(Today.AddDays(fromToday));

    public static string Initiative(int number) => $"{Here}/initiatives/{number}";

    /// <summary>Numbers of initiatives of others that one of the cast may still vote on for the first time.</summary>
    public static async Task<IReadOnlyList<int>> OpenTo(this TestHub hub, string name) => await hub.Views.Column<int>(
        $"""
        select i.number from initiative i where {Open} and i.proposer <> @person and i.supports > 1 and i.not_nows > 0
           and not exists (select from ballot b where b.initiative = i.initiative and b.member = @person)
           and not exists (select from pledge p where p.initiative = i.initiative and p.member = @person)
         order by i.number
        """,
        new { person = await hub.PersonCalled(name) });

    /// <summary>An initiative that still takes votes, and the name of who proposed it.</summary>
    public static async Task<(int Number, string Proposer)> OneWithItsProposer(this TestHub hub)
    {
        var number = await hub.Views.Value<int>($"select i.number from initiative i where {Open} order by i.number limit 1");
        var name = await hub.Views.Value<string>("select p.name from initiative i join hub.person p on p.person = i.proposer where i.number = @number", new { number });
        return (number, name!);
    }

    /// <summary>An activity in a state, of an initiative that is under way.</summary>
    public static async Task<SownActivity> Activity(this TestHub hub, string state) => (await hub.Views.One<SownActivity>(
        """
        select i.number, a.activity, a.title, p.name as owner from activity a
          join initiative i using (initiative) join hub.person p on p.person = a.owner
         where a.state = @state and i.state in ('proposed', 'active') order by i.number, a.activity limit 1
        """,
        new { state }))!;
}
