using System.Diagnostics;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Seeding;
using Activation.Web.Platform.Simulation.Acts;

namespace Activation.Web.Platform.Simulation;

/// <summary>Invented members of the demo programme act all day in fast motion, through the product's own decisions, so that the boards move.</summary>
public sealed class Simulator(
    Streams streams, IEventStore store, ReadModels readModels, ProgrammeDirectory programmes, SceneReading scenes, HubSettings hub,
    ILogger<Simulator> logger)
{
    static readonly TimeSpan Report = TimeSpan.FromMinutes(1);
    static readonly TimeSpan CatchUp = TimeSpan.FromSeconds(30);

    /// <summary>Runs until stopped, or until so many acts are chosen.</summary>
    /// <param name="settings">How fast, and with what chance.</param>
    /// <param name="atMost">How many acts are chosen.</param>
    /// <param name="wait">Lets time pass between acts; the usual clock when null.</param>
    /// <param name="stopping">What is being written then is still written.</param>
    /// <exception cref="SeedException">The ideas, the programme or its invented people are missing.</exception>
    public async Task<CrewTally> Run(
        SimulationSettings settings, int atMost = int.MaxValue, Func<TimeSpan, CancellationToken, Task>? wait = null,
        CancellationToken stopping = default)
    {
        var files = new SeedFolder(hub.Seed ?? Path.GetFullPath("seed-data/familjen-helsingborg"));
        var words = files.Read<IdeasFile>("ideas.json");
        var slug = files.Read<ProgrammeFile>("programme.json").Slug;
        var domain = files.Read<PeopleFile>("people.json").EmailDomain;
        var dice = new Dice(Chance.Of(settings.Chance, $"{slug} {await store.Head(stopping)}"));
        logger.LogInformation("Simulating {Rate} acts a minute, a day in {Minutes} minutes, chance {Chance}", settings.Rate, settings.DayMinutes, settings.Chance);

        var clock = new Clock(new Pace(settings.Rate, TimeSpan.FromMinutes(settings.DayMinutes)), wait ?? Task.Delay);
        var here = await Found(slug);
        using var crew = new Crew(deed => deed.Do(new Hand(streams, here.Id, deed, here.Local(DateTimeOffset.UtcNow))), stopping);
        try
        {
            for (var chosen = 0; chosen < atMost; chosen += settings.ActsBetweenReadings)
            {
                here = await Found(slug);
                var scene = await Look(here, domain, crew, stopping);
                await Play(scene, new Repertoire(words, here), Math.Min(settings.ActsBetweenReadings, atMost - chosen), dice, clock, crew, stopping);
                await crew.Finish();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await crew.Finish().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return crew.Tally;
    }

    async Task Play(Scene scene, Repertoire repertoire, int acts, Dice dice, Clock clock, Crew crew, CancellationToken stopping)
    {
        for (var i = 0; i < acts; i++)
        {
            await clock.Next(dice, stopping);
            if (repertoire.Next(scene, dice, clock.Hour) is { } deed) await crew.Take(deed);
            if (clock.IsTimeFor(Report)) Tell(crew.Tally, clock.Hour);
        }
    }

    /// <summary>Everything done so far is in the picture.</summary>
    async Task<Scene> Look(ProgrammeView here, string domain, Crew crew, CancellationToken stopping)
    {
        await readModels.WaitFor(crew.Position, CatchUp, stopping);
        var scene = await scenes.Read(here, domain, here.Local(DateTimeOffset.UtcNow));
        return scene.IsEmpty ? throw new SeedException($"{here.Slug} has no invented members who could act") : scene;
    }

    async Task<ProgrammeView> Found(string slug) => await programmes.Find(slug) ?? throw new SeedException($"There is no programme {slug} to simulate in");

    void Tell(CrewTally tally, double hour) => logger.LogInformation(
        "Simulation: {Done} acts done, {Refused} refused, {Paused} pauses since it began; it is {Hour:00}:{Minute:00} there",
        tally.Done, tally.Refused, tally.Paused, (int)hour, (int)(hour % 1 * 60));

    /// <summary>Real time beside the fast one. Whoever is late goes on from there and does not hurry.</summary>
    sealed class Clock(Pace pace, Func<TimeSpan, CancellationToken, Task> wait)
    {
        static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(15);
        static readonly TimeSpan Latest = TimeSpan.FromSeconds(1);

        readonly Stopwatch watch = Stopwatch.StartNew();
        TimeSpan due;
        TimeSpan told;

        public double Hour => pace.Hour;

        public async Task Next(Dice dice, CancellationToken stopping)
        {
            stopping.ThrowIfCancellationRequested();
            due += pace.Next(dice);
            if (watch.Elapsed - due > Latest) due = watch.Elapsed;
            // A timer is no finer than this; several acts then share one wait.
            if (due - watch.Elapsed is var early && early > Shortest) await wait(early, stopping);
        }

        public bool IsTimeFor(TimeSpan every)
        {
            if (watch.Elapsed - told < every) return false;
            told = watch.Elapsed;
            return true;
        }
    }
}
