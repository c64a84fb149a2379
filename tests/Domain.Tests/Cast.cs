using Activation.Domain.Members;

namespace Activation.Domain.Tests;

/// <summary>The people of these tests. Astrid proposes and Bo coordinates in Åstorp; the others stand around them.</summary>
static class Cast
{
    public static readonly Actor Astrid = Person(1, "astorp", Role.CoreTeam);
    public static readonly Actor Bo = Person(2, "astorp", Role.Coordinator);
    public static readonly Actor Iris = Person(3, "svalov", Role.Coordinator);
    public static readonly Actor Cilla = Person(4, "klippan", Role.CoreTeam) with { DeputyFor = new HashSet<string> { "astorp" } };
    public static readonly Actor Henrik = Person(5, "helsingborg", Role.CoreTeam);
    public static readonly Actor Onlooker = Person(6, "svalov", Role.Viewer);
    public static readonly Actor Elin = Person(7, "", Role.ProgrammeLead);
    public static readonly Actor Farid = Person(8, "", Role.Administrator);

    public static readonly Actor Guest = Person(9, "astorp", Role.Partner);

    public static readonly Actor David = Person(10, "helsingborg", Role.Communicator);
    public static readonly Actor Doris = Person(11, "klippan", Role.Communicator);

    public static readonly Actor[] Everyone = [Astrid, Bo, Iris, Cilla, Henrik, Onlooker, Elin, Farid, Guest];

    static Actor Person(int number, string municipality, Role role) => new(Id(number), municipality, new HashSet<Role> { role }, new HashSet<string>());

    public static Guid Id(int number) => new(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
