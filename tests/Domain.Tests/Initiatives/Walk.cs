using Activation.Domain.Initiatives;
using Activation.Domain.Programmes;

namespace Activation.Domain.Tests.Initiatives;

/// <summary>One initiative on its way: Astrid's language walk in Åstorp, with Svalöv as a partner.</summary>
static class Walk
{
    public static readonly Guid Id = Cast.Id(100);
    public static readonly Guid First = Cast.Id(101);
    public static readonly DateTimeOffset VotingUntil = World.Now.AddDays(21);

    public static readonly ActivityPlan Vague = new("Språkpromenad", "", "", "", null, "", "", null, "", "", "");

    public static readonly ActivityPlan Concrete = Vague with
    {
        What = "Gå en språkpromenad från biblioteket till torget",
        Responsible = "Biblioteket",
        When = "i april",
        FirstStep = "Ring tre volontärer",
        FirstStepOn = World.Now.Today().AddDays(5),
        SuccessSign = "Tolv deltagare",
    };

    public static readonly object[] Programme =
    [
        new ProgrammeStarted(Cast.Id(200), "familjen", "Familjeresan", "Familjen Helsingborg", "Europe/Stockholm", ["sv"], true),
        Joined("astorp", "Åstorp", 1),
        Joined("svalov", "Svalöv", 2),
        Joined("helsingborg", "Helsingborg", 3),
        new CoreValueNamed("valkomnande", "Välkomnande", ""),
        new FocusAreaNamed("motesplatser", "Mötesplatser", 1, true),
    ];

    public static readonly object[] Proposed =
    [
        new InitiativeProposed(
            Id, Cast.Astrid.Member, "astorp", ["svalov"], 1, "Språkpromenad", "", ["motesplatser"], [new("valkomnande", "")], [],
            VotingUntil, null),
    ];

    public static readonly object[] Planned =
        [.. Proposed, new ActivityPlanned(Id, First, Cast.Astrid.Member, "astorp", Concrete, Cast.Astrid.Member)];

    public static readonly object[] Submitted = [.. Planned, new ActivitySubmitted(Id, First, 63)];

    public static readonly object[] Approved = [.. Submitted, new ActivityApproved(Id, First, Cast.Bo.Member, null)];

    public static readonly object[] Scheduled =
        [.. Approved, new ActivityScheduled(Id, First, "Biblioteket", World.Now.Today().AddDays(20), "Torget")];

    public static readonly object[] CarriedOut =
        [.. Scheduled, new ActivityCarriedOut(Id, First, Cast.Astrid.Member, World.Now.Today(), 12, "")];

    public static readonly object[] Completed = [.. CarriedOut, new InitiativeCompleted(Id, Cast.Astrid.Member)];

    public static readonly object[] Withdrawn = [.. Proposed, new InitiativeWithdrawn(Id, Cast.Astrid.Member, "Flyttar")];

    public static readonly object[] Parked = [.. Proposed, new InitiativeParked(Id, Cast.Astrid.Member, "Vintern")];

    static MunicipalityJoined Joined(string key, string name, int place) =>
        new(key, name, place, 7000, new(2026, 1, 1), 56, 13, new(0, 0, "start"));
}
