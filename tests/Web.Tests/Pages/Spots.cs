using Activation.Web.Tests.Goals;
using Activation.Web.Tests.Hosting;

namespace Activation.Web.Tests.Pages;

/// <summary>Where ideas, their activities and the metrics are, each in a state that has something to show.</summary>
static class Spots
{
    public const string Underway = "i.state in ('proposed', 'active')";

    public const string Votable = Underway + " and not i.voting_closed and i.voting_until > now() + interval '1 day'";

    public static async Task<Spot> OfInitiative(TestHub hub, string where, string order = "i.number desc", string below = "") =>
        (await hub.Views.One<Spot>(
            $"""
            select '{Sown.Here}/initiatives/' || i.number || '{below}' as path, p.name as who
              from initiative i join hub.person p on p.person = i.proposer where {where} order by {order} limit 1
            """))!;

    /// <summary>The first that can be voted on.</summary>
    public static Task<int> Another(TestHub hub) => hub.Views.Value<int>(
        $"select i.number from initiative i join programme p using (programme) where p.slug = @Programme and {Votable} order by i.number limit 1", new { Cast.Programme });

    /// <summary>One that is proposed and then merged into the first; another for each picture.</summary>
    public static async Task<Spot> MergedAway(TestHub hub)
    {
        var into = await Another(hub);
        using var henrik = await hub.As(Cast.Henrik);
        var path = (await Proposal.Send(henrik, "Promenera och prata svenska vid havet")).Address.AbsolutePath;
        using var elin = await hub.As(Cast.Elin);
        await elin.Send($"{path}/merge?into={into}", "form[method=post]:has(textarea[name=Reason])", ("Reason", "Samma idé, föreslagen på två håll."));
        return new(path, Cast.Elin);
    }

    /// <summary>Where something that was said was reported, as whoever leads sees it: beside the words is what was reported, and how to hide them.</summary>
    public static async Task<Spot> ReportedAt(TestHub hub)
    {
        var path = Sown.Initiative(await Another(hub));
        using var henrik = await hub.As(Cast.Henrik);
        var said = await henrik.Send(path, "form[action*='handler=Comment']", ("Text", "Grannen i rött hus lär dricka."));
        var comment = said.All("#comments .remark").Last(remark => remark.TextContent.Contains("rött hus", StringComparison.Ordinal)).Id!;
        using var astrid = await hub.As(Cast.Astrid);
        await astrid.Send(await astrid.Get(path), $"#{comment} form[action*='handler=Report']", ("Why", "Private"), ("Words", "Alla i byn vet vem det är."));
        await hub.Settled();
        return new(path, Cast.Elin);
    }

    /// <summary>The list of what waits, with something in it.</summary>
    public static async Task<Spot> Reported(TestHub hub)
    {
        await ReportedAt(hub);
        return new($"{Sown.Here}/comments", Cast.Elin);
    }

    public static async Task<Spot> OfActivity(TestHub hub, string where, string page) =>
        (await hub.Views.One<Spot>(
            $"""
            select '{Sown.Here}/initiatives/' || i.number || '/activities/' || a.activity || '/{page}' as path, p.name as who
              from activity a join initiative i using (initiative) join hub.person p on p.person = a.owner
             where {where} and {Underway} order by i.number desc limit 1
            """))!;

    /// <summary>Whoever has most to answer.</summary>
    public static async Task<Spot> OfQueue(TestHub hub, string query) =>
        (await hub.Views.One<Spot>(
            $"""
            select '{Sown.Here}/queue{query}' as path, p.name as who
              from activity a join member m on m.municipality = a.municipality and 'coordinator' = any(m.roles) join hub.person p on p.person = m.member
             where a.state = 'submitted' group by p.name order by count(*) desc, p.name limit 1
            """))!;

    /// <summary>An idea that is written as far as the plan.</summary>
    public static async Task<Spot> Drafted(TestHub hub, string query)
    {
        using var henrik = await hub.As(Cast.Henrik);
        await Proposal.WriteIdea(henrik, "Läs högt för varandra på bussen");
        return new Spot(Proposal.Path + query, Cast.Henrik);
    }

    public static async Task<Spot> Goal(TestHub hub) =>
        new($"{Sown.Here}/goals/{await hub.Views.Value<string>("select number from metric order by area, place limit 1")}", null);

    /// <summary>The follow-up of last year is open, and one of Greta's metrics is signed.</summary>
    /// <returns>Another of hers.</returns>
    public static async Task<string> FollowedUp(TestHub hub)
    {
        await hub.FollowUp();
        var hers = await hub.Views.Column<string>("select number from metric where 'hoganas' = any(responsible) order by area, place");
        using var greta = await hub.As(Cast.Greta);
        await greta.Send($"{Sown.Here}/goals/{hers[0]}", ".sign-off-form", ("Sign.Comment", "Mätningen gjordes om i november, så siffran kommer i vår. Nästa steg: samma fråga till alla skolor."));
        return hers[1];
    }
}
