using System.Globalization;
using System.Text;
using Activation.Domain.Members;
using Activation.Web.Features.People;
using Bogus;
using Bogus.DataSets;

namespace Activation.Web.Platform.Seeding;

/// <summary>An invented member: a person with a municipality and one role.</summary>
public sealed record Invented(PersonRow Person, string Municipality, Role Role, string? CastId)
{
    public Guid Id => Person.Person;

    public Actor Actor => new(Id, Municipality, new HashSet<Role> { Role }, new HashSet<string>());
}

/// <summary>The invented people: the named cast, and as many more as the rules say, the same ones every time.</summary>
public sealed class Crowd
{
    readonly PeopleFile file;
    readonly string slug;
    readonly IReadOnlyDictionary<string, string> keyOf;
    readonly HashSet<string> taken = [];

    Crowd(PeopleFile file, string slug, IReadOnlyDictionary<string, string> keyOf) => (this.file, this.slug, this.keyOf) = (file, slug, keyOf);

    public static IReadOnlyList<Invented> Of(PeopleFile file, string slug, IReadOnlyDictionary<string, string> municipalityKeys) =>
        new Crowd(file, slug, municipalityKeys).Make();

    List<Invented> Make()
    {
        var all = file.Cast.Select(Named).ToList();
        foreach (var rule in file.Rules)
        {
            Fill(all, rule.Municipality, Role.Coordinator, rule.Coordinators);
            Fill(all, rule.Municipality, Role.Communicator, rule.Communicators);
            Fill(all, rule.Municipality, Role.GoalOwner, rule.GoalOwners);
            Fill(all, rule.Municipality, Role.CoreTeam, rule.CoreTeam);
        }

        return all;
    }

    Invented Named(SeedPerson person)
    {
        taken.Add(person.Email);
        // Those who lead for everyone have their desk where the route begins.
        var home = keyOf[person.Municipality ?? file.Rules[0].Municipality];
        var row = new PersonRow(IdOf(person.Email), $"{person.FirstName} {person.LastName}", person.Email, person.Language);
        return new Invented(row, home, RoleOf(person.Role), person.Id);
    }

    void Fill(List<Invented> all, string municipality, Role role, int wanted)
    {
        var home = keyOf[municipality];
        var there = all.Count(one => one.Municipality == home && one.Role == role);
        var faker = new Faker("sv") { Random = new Randomizer(file.Seed ^ Chance.Of(file.Seed, $"{municipality} {role}").Next()) };
        for (var i = there; i < wanted; i++) all.Add(new Invented(Person(faker), home, role, null));
    }

    PersonRow Person(Faker faker)
    {
        // Without a gender this locale falls back on English names.
        var (first, last) = (faker.Name.FirstName(faker.PickRandom<Name.Gender>()), faker.Name.LastName());
        var email = Free($"{Plain(first)}.{Plain(last)}");
        return new PersonRow(IdOf(email), $"{first} {last}", email, faker.Random.WeightedRandom(["sv", "da", "en"], [0.94f, 0.04f, 0.02f]));
    }

    string Free(string name)
    {
        for (var i = 1; ; i++)
        {
            var email = $"{name}{(i == 1 ? "" : i.ToString(CultureInfo.InvariantCulture))}@{file.EmailDomain}";
            if (taken.Add(email)) return email;
        }
    }

    Guid IdOf(string email) => Chance.Id($"{slug} person {email}");

    static string Plain(string name) => string.Concat(
        name.ToLowerInvariant().Normalize(NormalizationForm.FormD).Where(c => char.IsAsciiLetterLower(c) || c == '-'));

    static Role RoleOf(string role) => role switch
    {
        "core" => Role.CoreTeam,
        "coordinator" => Role.Coordinator,
        "communicator" => Role.Communicator,
        "programme-lead" => Role.ProgrammeLead,
        "administrator" => Role.Administrator,
        "goal-owner" => Role.GoalOwner,
        _ => throw new SeedException($"people.json: nobody knows the role '{role}'"),
    };
}
