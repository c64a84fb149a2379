using Activation.Domain.Goals;
using Activation.Domain.Members;
using Activation.Domain.Programmes;

namespace Activation.Web.Platform.Seeding;

/// <summary>The programme itself: vision, municipalities, values, areas, stages, goals, metrics, networks, projects and members.</summary>
public sealed class ProgrammeSeed(Plot plot, ProgrammeFile file)
{
    readonly DateTimeOffset at = plot.Calendar.At(file.Stages.Min(stage => stage.StartDay) - 14, 9, "start");
    readonly Actor lead = plot.Administrator.Actor;
    readonly Dictionary<string, string> keyOf = file.Municipalities.ToDictionary(m => m.Name, m => m.Id);

    public async Task Start()
    {
        await Programme("start", state => Starting.Start(
            state, new StartProgramme(plot.Programme, file.Slug, file.Programme, file.Name, file.TimeZone, file.Languages, Public: true), lead, at));
        foreach (var m in file.Municipalities) await Add(m);
        // The current vision is written last: the newest one is shown.
        foreach (var vision in file.Visions.OrderBy(vision => vision.Current))
            await Programme($"vision {vision.Text}", state => Shaping.WriteVision(state, new WriteVision(vision.Text, $"{vision.Source}, {vision.Place}"), lead, at));
        foreach (var value in file.CoreValues)
            await Programme($"value {value.Id}", state => Shaping.NameCoreValue(state, new NameCoreValue(value.Id, value.Name, value.Sentence), lead, at));
        foreach (var area in file.FocusAreas)
            await Programme($"area {area.Id}", state => Shaping.NameFocusArea(state, new NameFocusArea(area.Id, area.Name, area.Flag, area.Ours), lead, at));
        foreach (var stage in file.Stages) await Plan(stage);
    }

    public async Task Shelve(NetworksFile networks, ProjectsFile projects)
    {
        foreach (var network in networks.Networks)
            await Programme(
                $"network {network.Number}",
                state => Shaping.ListNetwork(state, new ListNetwork(network.Number, network.Name, network.TiedToPlan), lead, at));
        foreach (var project in projects.Projects)
            await Programme($"project {project.Text}", state => Shaping.ArchiveProject(state, new ArchiveProject(project.Text, null), lead, at));
    }

    public async Task Set(GoalsFile goals)
    {
        var programme = await plot.Read(StreamNames.Programme(plot.Programme));
        var numbers = goals.Goals.GroupBy(goal => goal.Area).SelectMany(area => area.Select((goal, i) => (goal.Id, Number: i + 1)))
            .ToDictionary(goal => goal.Id, goal => goal.Number);
        var strategies = goals.Goals.SelectMany(goal => goal.Strategies).ToDictionary(strategy => strategy.Id, strategy => strategy.Text);
        foreach (var area in goals.Areas)
            await Plan($"goal-area {area.Number}", state => SettingGoals.NameArea(state, new NameGoalArea(Number(area.Number), area.Name, area.LeadText), lead, at));
        foreach (var goal in goals.Goals)
            await Plan($"goal {goal.Id}", state => SettingGoals.SetGoal(state, new SetGoal(Number(goal.Area), numbers[goal.Id], goal.Text), lead, at));
        foreach (var metric in goals.Metrics)
            await Plan($"metric {metric.Number}", state => SettingGoals.DefineMetric(state, programme, Metric(metric, numbers, strategies), lead, at));
    }

    public async Task Enrol(IEnumerable<SeedDeputy> deputies)
    {
        var programme = await plot.Read(StreamNames.Programme(plot.Programme));
        await Task.WhenAll(plot.People.Select(person => plot.Decide(
            $"enrol {person.Id}", StreamNames.Member(plot.Programme, person.Id), lead, at,
            state => Enrolling.Enrol(state, programme, new EnrolMember(person.Id, person.Municipality, [person.Role]), lead, at))));
        foreach (var deputy in deputies)
            await plot.Decide(
                $"deputy {deputy.Coordinator} {deputy.Municipality}", StreamNames.Member(plot.Programme, plot.Cast(deputy.Coordinator).Id), lead, at,
                state => Enrolling.Appoint(state, programme, new AppointDeputy(keyOf[deputy.Municipality]), lead, at));
    }

    Task Add(SeedMunicipality m) => Programme($"municipality {m.Id}", state => Shaping.AddMunicipality(
        state,
        new AddMunicipality(
            m.Id, m.Name, m.RouteOrder, m.Population, new DateOnly(m.PopulationYear, 12, 31), m.MainTown.Lat, m.MainTown.Lon,
            new LabelPlace(m.MapLabel.X, m.MapLabel.Y, m.MapLabel.Anchor)),
        lead, at));

    Task Plan(SeedStage stage) => Programme($"stage {stage.Number}", state => Staging.Plan(
        state,
        new PlanStage(
            stage.Number, stage.Theme ?? stage.Name, plot.Calendar.Day(stage.StartDay), plot.Calendar.Day(stage.EndDay),
            file.CoreValues.FirstOrDefault(value => value.Name == stage.Theme)?.Id),
        lead, at));

    DefineMetric Metric(SeedMetric metric, Dictionary<string, int> numbers, Dictionary<string, string> strategies)
    {
        var (target, unit) = metric.Target switch
        {
            // The plan says "halve" without saying from what: the target is a share of the start value.
            { Value: null, ShareOfStart: { } share } => (share * 100, "% av startvärdet"),
            { } given => (given.Value, given.Unit),
            null => ((double?)null, (string?)null),
        };
        return new DefineMetric(
            metric.Number, Number(metric.Area), numbers[metric.Goal], metric.Text, metric.Corrected ? metric.SourceText : null,
            Enum.Parse<MetricKind>(metric.Kind.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), unit, target, metric.DueYear,
            [.. (metric.Target?.Track ?? []).Select(point => new TrackPoint(point.Year, point.Value))], metric.PerMunicipality,
            [keyOf[metric.Responsible]], [.. metric.CoResponsible.Select(name => keyOf[name])],
            metric.Strategy is null ? null : strategies[metric.Strategy]);
    }

    Task Programme(string key, Func<Programme, Domain.Decision> decide) => plot.Decide(key, StreamNames.Programme(plot.Programme), lead, at, decide);

    Task Plan(string key, Func<Plan, Domain.Decision> decide) => plot.Decide(key, StreamNames.Plan(plot.Programme), lead, at, decide);

    static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
