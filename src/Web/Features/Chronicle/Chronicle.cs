using Activation.Domain.Scoring;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Chronicle;

#pragma warning disable MA0049 // The tables are the chronicle; this is how it is read.
/// <summary>The programme as it was at the end of any day: today is asked in no other way, so that live and then are one figure.</summary>
public sealed class Chronicle(Views views, SharedReads reads, Tallies tallies)
#pragma warning restore MA0049
{
    /// <summary>What every municipality did in the window that ends with a day, for any number of days at once.</summary>
    /// <param name="enough">How many raters it takes on a day before an outcome counts; as many as the rules of the day say, unless others are tried.</param>
    public async Task<IReadOnlyList<FactsOn>> Facts(ProgrammeView here, IReadOnlyCollection<DateOnly> days, Func<DateOnly, int>? enough = null) =>
        [.. (await views.Many<FactsRow>(ChronicleSql.Facts, Span(here, days, enough))).Select(row => row.Read())];

    /// <summary>The same for the newest day: read anew is only what something happened to.</summary>
    public async Task<IReadOnlyDictionary<string, MunicipalityFacts>> Today(ProgrammeView here, DateOnly day, int enough)
    {
        var span = Span(here, [day], _ => enough);
        var shares = await tallies.Of<ShareRow, Shares>(here, day, new(("facts", enough), day, ChronicleSql.Shares, span) { Moved = Count.OfAnything }, () => new ShareSum());
        var people = await tallies.Of<PersonRow, IReadOnlyDictionary<string, People>>(
            here, day, new("people", day, ChronicleSql.PeopleOf, new { here.Id, Begins = here.Begins(Moments.WindowFrom(day)), End = here.Ends(day) }) { Moved = Count.OfMembers }, () => new PeopleSum());
        return (await Joined(here, day)).ToDictionary(place => place, place => shares.Facts(place, people.GetValueOrDefault(place) ?? new(0, 0)));
    }

    /// <summary>Where anything had been carried out, at the end of a day.</summary>
    public Task<IReadOnlySet<string>> CarriedOut(ProgrammeView here, DateOnly day) => tallies.Of<PlaceRow, IReadOnlySet<string>>(
        here, day, new("carried out", day, ChronicleSql.CarriedOut, new { here.Id, End = here.Ends(day) }), () => new PlaceSum());

    /// <summary>How many initiatives and activities every municipality had, by how far they had come, at the end of each day.</summary>
    public Task<IReadOnlyList<CountsOn>> Counts(ProgrammeView here, IReadOnlyCollection<DateOnly> days)
    {
        DateOnly[] inOrder = [.. days.Distinct().Order()];
        return reads.Deeds.Many<CountsOn>(here.Id, ChronicleSql.Counts, new { here.Id, Days = inOrder, Ends = inOrder.Select(day => here.Ends(day).UtcDateTime).ToArray() });
    }

    /// <summary>The programme with the municipalities and stages that it had at the end of a day.</summary>
    public async Task<ProgrammeView> At(ProgrammeView here, DateOnly day)
    {
        var end = new { here.Id, End = here.Ends(day) };
        var stages = await views.Many<StageSpell>(
            "select * from stage_spell where programme = @Id and since < @End and until >= @End order by stage", end);
        var joined = (await views.Column<string>("select municipality from joined where programme = @Id and at < @End", end)).ToHashSet(StringComparer.Ordinal);
        return here with { Stages = [.. stages.Select(spell => spell.Row())], Municipalities = [.. here.Municipalities.Where(m => joined.Contains(m.Municipality))] };
    }

    /// <summary>The stages as they were planned, and as far as they had come, at the end of each day.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, IReadOnlyList<StageRow>>> Stages(ProgrammeView here, IReadOnlyCollection<DateOnly> days)
    {
        var spells = await views.Many<StageSpell>("select * from stage_spell where programme = @Id order by stage", new { here.Id });
        return days.ToDictionary(day => day, IReadOnlyList<StageRow> (day) =>
            [.. spells.Where(spell => spell.Since < here.Ends(day) && spell.Until >= here.Ends(day)).Select(spell => spell.Row())]);
    }

    /// <summary>Where municipalities wanted their score to be on a day.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Aims(ProgrammeView here, DateOnly day) =>
        (await views.Many<AimSpell>("select * from aim where programme = @Id and since < @End and until >= @End", new { here.Id, End = here.Ends(day) }))
        .ToDictionary(aim => aim.Municipality, aim => aim.Goal);

    /// <summary>The first day there is something to tell of; null before there is.</summary>
    public async Task<DateOnly?> FirstDay(ProgrammeView here) =>
        await reads.Deeds.Many<Beginning>(here.Id, "select at from joined where programme = @Id order by at limit 1", new { here.Id }) is [var first] ? here.Today(first.At) : null;

    sealed record Beginning(DateTimeOffset At);

    async Task<IEnumerable<string>> Joined(ProgrammeView here, DateOnly day) => (await reads.Deeds.Many<JoinedRow>(
        here.Id, "select municipality from joined where programme = @Id and at < @End", new { here.Id, End = here.Ends(day) })).Select(row => row.Municipality);

    sealed record JoinedRow(string Municipality);

    sealed record PlaceRow(Guid Initiative, string Municipality) : ITallied
    {
        public Guid Subject => Initiative;
    }

    sealed class PlaceSum : ISum<PlaceRow, IReadOnlySet<string>>
    {
        readonly Bag<string> places = new();

        public IReadOnlySet<string> Answer => places.All.Keys.ToHashSet(StringComparer.Ordinal);

        public void Add(IReadOnlyList<PlaceRow> own, int times)
        {
            foreach (var row in own) places.Add(row.Municipality, times);
        }
    }

    static object Span(ProgrammeView here, IReadOnlyCollection<DateOnly> days, Func<DateOnly, int>? enough = null) => new
    {
        here.Id,
        Days = days.ToArray(),
        Firsts = days.Select(Moments.WindowFrom).ToArray(),
        Begins = days.Select(day => here.Begins(Moments.WindowFrom(day)).UtcDateTime).ToArray(),
        Ends = days.Select(day => here.Ends(day).UtcDateTime).ToArray(),
        Enough = days.Select(enough ?? (day => here.RulesThen(day).PublishedFrom)).ToArray(),
    };

    sealed record FactsRow(
        DateOnly Day, string Municipality, int Enrolled, int Active, int Due, int Done, int[] Participants, int[] Coordinators, int Adoptions,
        int Initiatives, int Across)
    {
        public FactsOn Read() =>
            new(Day, Municipality, new(Enrolled, Active, Due, Done, new(Participants, Coordinators), Adoptions, Initiatives, Across));
    }
}

/// <summary>A municipality's facts in the window that ends with a day.</summary>
public sealed record FactsOn(DateOnly Day, string Municipality, MunicipalityFacts Facts);

/// <summary>What a municipality had at the end of a day, from the beginning of the programme on.</summary>
/// <param name="Initiatives">Proposed and not withdrawn.</param>
/// <param name="Waiting">Activities that waited for an answer.</param>
/// <param name="Approved">Activities with a yes, whatever came of them.</param>
/// <param name="CarriedOut">Activities carried out.</param>
public sealed record CountsOn(DateOnly Day, string Municipality, int Initiatives, int Waiting, int Approved, int CarriedOut);
