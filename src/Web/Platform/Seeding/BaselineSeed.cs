using Activation.Domain.Baselines;
using Activation.Domain.Members;
using Activation.Web.Features.Baseline;

namespace Activation.Web.Platform.Seeding;

/// <summary>What people answered before the first stage and after it: opened, answered seat by seat and closed, as in the pages.</summary>
sealed class BaselineSeed(Plot plot, ProgrammeFile file, Answers answers)
{
    public IEnumerable<Act> Acts(BaselineFile baseline) => baseline.Waves.SelectMany(wave => new Act[]
    {
        new(plot.Calendar.At(wave.FromDay, 8, $"ask {wave.Stage}"), Turn.Stage, "stages", at => Open(wave, at)),
        new(plot.Calendar.At(wave.FromDay + 1, 9, $"answer {wave.Stage}"), Turn.Answer, "baseline", _ => Answer(wave)),
        new(plot.Calendar.At(wave.ToDay + 1, 1, $"close {wave.Stage}"), Turn.Answer, "baseline", at => Close(wave, at)),
    });

    async Task Open(SeedWave wave, DateTimeOffset at)
    {
        var programme = await plot.Read(StreamNames.Programme(plot.Programme));
        await plot.Decide(
            $"ask {wave.Stage}", StreamNames.Baseline(plot.Programme), plot.Administrator.Actor, at,
            state => Asking.Open(state, programme, new OpenBaseline(NumberOf(wave), plot.Calendar.Day(wave.ToDay)), plot.Administrator.Actor, at));
    }

    async Task Answer(SeedWave wave)
    {
        foreach (var place in wave.Municipalities)
        {
            var key = file.Municipalities.First(m => m.Name == place.Name).Id;
            var people = plot.People.Where(person => person.Municipality == key && person.Role == Role.CoreTeam).Take(place.Answers.Length).ToList();
            if (people.Count < place.Answers.Length) throw new SeedException($"{place.Name} has more answers than people");
            foreach (var (person, grades) in people.Zip(place.Answers))
                await answers.Take(plot.Programme, NumberOf(wave), person.Id, key, grades, CancellationToken.None);
        }
    }

    async Task Close(SeedWave wave, DateTimeOffset at)
    {
        await plot.Decide(
            $"asked {wave.Stage}", StreamNames.Baseline(plot.Programme), plot.Administrator.Actor, at,
            state => Asking.Close(state, new CloseBaseline(NumberOf(wave)), plot.Administrator.Actor, at));
        await answers.Finish(plot.Programme, NumberOf(wave), CancellationToken.None);
    }

    int NumberOf(SeedWave wave) => file.Stages.First(stage => stage.Id == wave.Stage).Number;
}
