using Activation.Domain.Challenges;
using Activation.Domain.Programmes;
using Activation.Store;
using Activation.Store.Followers;
using Activation.Web.Features.Courses;
using Activation.Web.Features.People;
using Activation.Web.Features.Points;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Rates;
using Activation.Web.Features.Stories;
using Activation.Web.Platform.Pictures;

namespace Activation.Web.Platform.Seeding;

/// <summary>The seed data cannot be loaded; the message says which file and what is wrong.</summary>
public sealed class SeedException(string message) : Exception(message);

/// <summary>Loads a folder of seed data through the product's own commands, as if it had all happened up to now.</summary>
public sealed class Sower(
    Streams streams, IEventStore store, ReadModels readModels, PeopleDirectory people, ProgrammeDirectory programmes, StageRates rates,
    Sowings sowings, Badging badging, Features.Baseline.Answers answers, PictureStore pictures, WorkShelf works, NamedPeople named)
{
    /// <returns>What was sown, in a line for the operator.</returns>
    /// <exception cref="SeedException">A file is missing or wrong, or the rules refuse what it says.</exception>
    public async Task<string> Sow(string folder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var files = new SeedFolder(folder);
        var file = files.Read<ProgrammeFile>("programme.json");
        var crowd = files.Read<PeopleFile>("people.json");
        var invented = Crowd.Of(crowd, file.Slug, file.Municipalities.ToDictionary(m => m.Name, m => m.Id));
        var zone = TimeZoneInfo.FindSystemTimeZoneById(file.TimeZone);
        var anchor = await sowings.Begin(file.Slug, now);
        var plot = new Plot(streams, file.Slug, new Calendar(anchor, zone, crowd.Seed), invented);

        await people.Add([.. invented.Select(person => person.Person)]);
        var programme = new ProgrammeSeed(plot, file);
        await programme.Start();
        await programme.Shelve(files.Read<NetworksFile>("networks.json"), files.Read<ProjectsFile>("finished-projects.json"));
        await programme.Set(files.Read<GoalsFile>("goals.json"));
        await programme.Enrol(crowd.Deputies);
        await PointsSeed.Choose(plot, crowd, plot.Calendar.At(file.Stages.Min(stage => stage.StartDay) - 13, 9, "points"));
        await Timeline.Run(await History(files, file, plot), cancellationToken);
        await Award(plot, now, cancellationToken);
        await sowings.Finish(file.Slug);
        return $"{file.Programme}: {invented.Count} people, {await store.Head(cancellationToken)} events in the log";
    }

    async Task Award(Plot plot, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await readModels.WaitFor(await store.Head(cancellationToken), TimeSpan.FromSeconds(30), cancellationToken);
        if (await programmes.Find(plot.Slug) is { } here) await badging.AwardAll(here, now, cancellationToken);
    }

    async Task<List<Act>> History(SeedFolder files, ProgrammeFile file, Plot plot)
    {
        var plan = await plot.Read(StreamNames.Plan(plot.Programme));
        var initiatives = files.Like("initiatives-*.json").SelectMany(name => files.Read<InitiativesFile>(name).Initiatives);
        List<Act> acts = [.. initiatives.Select(seed => new InitiativeSeed(plot, seed, file, plan)).SelectMany(seed => seed.Acts().Concat(seed.Told(pictures, files)))];
        foreach (var stage in file.Stages)
        {
            if (stage.StartDay <= 0) acts.Add(new Act(plot.Calendar.At(stage.StartDay, 6, "open"), Turn.Stage, "stages", at => Open(plot, stage, at)));
            if (stage.EndDay < 0) acts.Add(new Act(plot.Calendar.At(stage.EndDay + 1, 1, "close"), Turn.Stage, "stages", at => Close(plot, stage, at)));
        }

        acts.AddRange(file.Challenges.Select(challenge => new Act(
            plot.Calendar.At(challenge.StartDay, 8, challenge.Id), Turn.Deed, "challenges", at => Set(plot, file, challenge, at))));
        if (files.Has("baseline.json")) acts.AddRange(new BaselineSeed(plot, file, answers).Acts(files.Read<BaselineFile>("baseline.json")));
        if (files.Has("courses.json"))
            acts.AddRange(files.Read<CoursesFile>("courses.json").Courses.SelectMany(new CourseSeed(plot, file, works, named, pictures, files).Acts));
        if (files.Has("follow-up.json")) acts.AddRange(new FollowUpSeed(plot, file).Acts(files.Read<FollowUpFile>("follow-up.json")));
        return acts;
    }

    static async Task Set(Plot plot, ProgrammeFile file, SeedChallenge seed, DateTimeOffset at)
    {
        var programme = await plot.Read(StreamNames.Programme(plot.Programme));
        var id = Chance.Id($"{plot.Slug} challenge {seed.Id}");
        var command = new SetChallenge(
            id, file.Stages.First(stage => stage.Id == seed.Stage).Number, seed.Title, seed.Text,
            new ChallengeAim(ChallengeMeasure.InitiativesEverywhere, file.CoreValues.FirstOrDefault(value => value.Name == seed.Value)?.Id, null, seed.MinimumPerMunicipality),
            plot.Calendar.Day(seed.EndDay));
        await plot.Decide(
            $"challenge {seed.Id}", StreamNames.Challenge(id), plot.Administrator.Actor, at,
            state => Challenging.Set(state, programme, command, plot.Administrator.Actor, at));
    }

    static Task Open(Plot plot, SeedStage stage, DateTimeOffset at) => plot.Decide(
        $"open {stage.Number}", StreamNames.Programme(plot.Programme), plot.Administrator.Actor, at,
        state => Staging.Open(state, new OpenStage(stage.Number), plot.Administrator.Actor, at));

    /// <summary>The stage's figures are computed by the product from what has happened so far.</summary>
    async Task Close(Plot plot, SeedStage stage, DateTimeOffset at)
    {
        await readModels.WaitFor(await store.Head(), TimeSpan.FromSeconds(30));
        var here = await programmes.Find(plot.Slug) ?? throw new SeedException($"{plot.Slug} is not there");
        Reach.Into(here.Id);
        var row = here.Stages.First(one => one.Stage == stage.Number);
        var figures = await rates.Final(here, row, here.Today(at));
        await plot.Decide(
            $"close {stage.Number}", StreamNames.Programme(plot.Programme), plot.Administrator.Actor, at,
            state => Staging.Close(state, new CloseStage(stage.Number, figures), plot.Administrator.Actor, at));
    }
}
