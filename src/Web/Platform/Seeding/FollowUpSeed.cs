using Activation.Domain.Goals;
using Activation.Domain.Members;

namespace Activation.Web.Platform.Seeding;

/// <summary>The yearly follow-up of the year that has gone: opened, and signed by some, as in the pages. The others are still waited for.</summary>
sealed class FollowUpSeed(Plot plot, ProgrammeFile file)
{
    readonly int year = plot.Calendar.Today.Year - 1;

    public IEnumerable<Act> Acts(FollowUpFile followUp) => followUp.Signed
        .Select(seed => new Act(plot.Calendar.At(seed.Day, 10, $"sign {seed.Number}"), Turn.Deed, $"values {seed.Number}", at => Sign(seed, at)))
        .Prepend(new Act(plot.Calendar.At(followUp.OpensDay, 6, "follow-up"), Turn.Stage, "stages", at => Open(followUp, at)));

    async Task Open(FollowUpFile followUp, DateTimeOffset at)
    {
        var (programme, lead) = (await plot.Read(StreamNames.Programme(plot.Programme)), plot.Administrator.Actor);
        var days = new SetYearlyFollowUp(year, plot.Calendar.Day(followUp.OpensDay), plot.Calendar.Day(followUp.ClosesDay));
        await plot.Decide("follow-up", StreamNames.Plan(plot.Programme), lead, at, state => SigningOff.Set(state, programme, days, lead, at));
    }

    async Task Sign(SeedSignature seed, DateTimeOffset at)
    {
        var (plan, programme) = (await plot.Read(StreamNames.Plan(plot.Programme)), await plot.Read(StreamNames.Programme(plot.Programme)));
        var key = file.Municipalities.First(m => m.Name == seed.Municipality).Id;
        var owner = plot.People.First(person => person.Role == Role.GoalOwner && person.Municipality == key).Actor;
        // The plan's metrics have no values of their own here: each is signed with a word.
        await plot.Decide(
            $"sign {seed.Number} {key}", StreamNames.Values(plot.Programme, seed.Number), owner, at,
            values => SigningOff.SignOff(values, plan, programme, new SignOffMetric(seed.Number, year, seed.Comment, Seen: null), owner, at));
    }
}
