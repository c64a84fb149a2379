using Activation.Web.Features.Initiatives;
using Activation.Web.Platform;

namespace Activation.Web.Tests.Initiatives;

public sealed class RememberedTests
{
    static readonly Asked Today = new(new(2027, 3, 10), 1.2816, new(2027, 3, 10, 12, 0, 0, TimeSpan.Zero));
    static readonly Guid One = new(1, 0, 0, new byte[8]), Two = new(2, 0, 0, new byte[8]);

    readonly Dictionary<Guid, Ranked> table = [];
    readonly List<string> readings = [];
    Remembered<Asked, KeptLineup> remembered;

    [SetUp]
    public void Remember()
    {
        (table[One], table[Two]) = (Row(1, supports: 0), Row(2, supports: 0));
        readings.Clear();
        remembered = KeptLineup.Remember((which, _) => Task.FromResult(Read(which)));
    }

    [Test]
    public async Task Only_what_something_happened_to_is_read_again()
    {
        await remembered.Of(Today);
        await remembered.Of(Today);
        Change(One, supports: 3);
        Assert.That((await Supports(1), await Supports(2)), Is.EqualTo((3, 0)));
        Assert.That(readings, Is.EqualTo(["all", "1"]));
    }

    [Test]
    public async Task Another_day_other_rules_or_nothing_remembered_is_read_as_a_whole()
    {
        await remembered.Of(Today);
        await remembered.Of(Today with { Day = Today.Day.AddDays(1) });
        await remembered.Of(Today with { Day = Today.Day.AddDays(1), Z = 1 });
        Assert.That(readings, Is.EqualTo(["all", "all", "all"]));
    }

    [Test]
    public async Task What_happens_while_it_is_read_is_read_once_more()
    {
        remembered = KeptLineup.Remember((which, _) =>
        {
            var rows = Read(which);
            if (readings.Count == 1) Change(One, supports: 7);
            return Task.FromResult(rows);
        });
        Assert.That(await Supports(1), Is.Zero, "read before it happened");
        Assert.That(await Supports(1), Is.EqualTo(7));
    }

    [Test]
    public async Task A_reading_that_fails_forgets_nothing()
    {
        await remembered.Of(Today);
        var broken = true;
        remembered = KeptLineup.Remember((which, _) => broken && which is not null ? throw new TimeoutException() : Task.FromResult(Read(which)));
        await remembered.Of(Today);
        Change(Two, supports: 4);
        Assert.That(() => remembered.Of(Today), Throws.InstanceOf<TimeoutException>());
        broken = false;
        Assert.That(await Supports(2), Is.EqualTo(4));
    }

    [Test]
    public async Task Voting_that_ended_by_itself_is_over_without_a_reading()
    {
        table[One] = table[One] with { VotingUntil = Today.Now.AddMinutes(5) };
        Assert.That((await remembered.Of(Today)).Lineup.Counts.Open, Is.EqualTo(2));
        Assert.That((await remembered.Of(Today with { Now = Today.Now.AddMinutes(5) })).Lineup.Counts.Open, Is.EqualTo(1));
        Assert.That(readings, Is.EqualTo(["all"]));
    }

    [Test]
    public async Task Many_who_ask_while_much_happens_all_see_what_had_happened_before_they_asked()
    {
        remembered = KeptLineup.Remember(async (which, _) =>
        {
            await Task.Yield();
            lock (table) return Read(which);
        });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(asker => Task.Run(async () =>
        {
            for (var i = 0; i < 300; i++)
            {
                int told;
                lock (table)
                {
                    told = table[One].Supports + 1;
                    table[One] = Row(1, told);
                }

                remembered.Touch([One]);
                Assert.That(await Supports(1), Is.GreaterThanOrEqualTo(told), $"asker {asker}");
            }
        })));
    }

    void Change(Guid initiative, int supports)
    {
        table[initiative] = table[initiative] with { Supports = supports };
        remembered.Touch([initiative]);
    }

    IReadOnlyList<Ranked> Read(IReadOnlyCollection<Guid>? which)
    {
        readings.Add(which is null ? "all" : string.Join(' ', which.Select(id => table[id].Number)));
        return [.. table.Values.Where(row => which?.Contains(row.Initiative) != false)];
    }

    async Task<int> Supports(int number) => (await remembered.Of(Today)).Lineup.ByNumber(number - 1, 1).Items[0].Supports;

    static Ranked Row(int number, int supports) =>
        new(new(number, 0, 0, new byte[8]), number, 1, "proposed", true, false, DateTimeOffset.MaxValue, supports, 0, 0);
}
