using Activation.Domain.Stories;
using Activation.Jobs;
using Activation.Web.Features.Courses;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;

namespace Activation.Web.Features.Stories;

/// <summary>Publishes what was to be published by now. Whoever is named and has not answered, or a review that is wanted and missing, holds it back; it is tried again.</summary>
public sealed class StoryDue(Views views, Streams streams, ProgrammeDirectory programmes, NamedPeople named, SharePictures shares, WorkingTexts working, TakingBack works, ILogger<StoryDue> logger) : IJob
{
    public async Task Run(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await named.ForgetLetters();
        await shares.ForgetHidden();
        await working.ForgetSaved(now);
        await works.Finish(now);
        var due = await views.Everywhere.Many<Due>(
            "select story, programme from story where step = 'scheduled' and (state ->> 'publish_at')::timestamptz <= @now", new { now });
        foreach (var one in due)
        {
            if (await programmes.Find(one.Programme) is not { } here) continue;
            var outcome = await streams.Decide(
                StreamNames.Story(one.Story), StreamNames.Programme(here.Id), new Writer(here.Id, null, here.Local(now), Guid.CreateVersion7()),
                (story, programme) => Publishing.PublishDue(story, programme, now), cancellationToken);
            if (outcome is No no) logger.LogInformation("Story {Story} is due and waits: {Key}", one.Story, no.Key);
        }
    }

    sealed record Due(Guid Story, Guid Programme);
}
