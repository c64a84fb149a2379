using Activation.Web.Features.Nudges;
using Activation.Web.Features.Programmes;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Nudges;

/// <summary>What letters of the week are written from.</summary>
public sealed class DigestReadingTests
{
    [Test]
    public async Task Each_reader_of_a_batch_has_what_they_would_have_alone()
    {
        await using var hub = await TestHub.Sown(limits: false);
        var (here, readers) = (await hub.Programme(), new[] { await hub.PersonCalled(Cast.Astrid), await hub.PersonCalled(Cast.Henrik) });
        var reading = ActivatorUtilities.CreateInstance<DigestReading>(hub.Services, TimeProvider.System);
        var (together, alone) = (await reading.Of(here, readers, most: 5), new List<string>());
        foreach (var reader in readers)
        {
            var own = await reading.Of(here, [reader], most: 5);
            alone.Add(Told(own, reader));
            Assert.That(Told(together, reader), Is.EqualTo(alone[^1]));
        }

        Assert.That(alone, Is.Unique, "what has moved near one has not moved near the other");

        string Told(DigestFacts facts, Guid reader)
        {
            var me = facts.Homes(reader).Single().Me;
            return $"{string.Join(' ', facts.Moved(here, me).Select(move => move.Position))}: {facts.First(here, me)?.Subject}: {string.Join(' ', facts.Examples(here, me).Select(one => one.Number))}";
        }
    }

    [Test]
    public async Task Whoever_is_behind_all_that_was_done_elsewhere_lately_still_has_examples_of_others()
    {
        await using var hub = await TestHub.Sown(limits: false);
        var here = (await hub.Services.GetRequiredService<ProgrammeDirectory>().Find(Cast.Programme))!;
        var (astrid, bo) = (await hub.PersonCalled(Cast.Astrid), await hub.PersonCalled(Cast.Bo));
        var hers = await hub.Views.Execute(
            """
            update activity set state = 'carried_out', participant_grades = array[5, 5, 5, 5, 5], carried_out_at = now() - interval '1 day', owner = @astrid
             where programme = @Id and municipality <> 'astorp'
            """,
            new { here.Id, astrid });
        Assert.That(hers, Is.GreaterThan(31), "fewer would leave room by themselves");
        await hub.Views.Execute(
            """
            update activity set owner = @bo, carried_out_at = now() - interval '2 days' where activity = (
              select a.activity from activity a join initiative i using (initiative) where a.programme = @Id and a.owner = @astrid and i.proposer <> @astrid and a.municipality <> 'astorp' limit 1)
            """,
            new { here.Id, astrid, bo });
        var facts = await ActivatorUtilities.CreateInstance<DigestReading>(hub.Services, TimeProvider.System).Of(here, [astrid], most: 5);
        Assert.That(facts.Examples(here, facts.Homes(astrid)[0].Me).Select(one => one.Owner), Is.EqualTo(new[] { bo }));
    }
}
