using Activation.Domain.Members;
using Activation.Web.Features.Deeds;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform;
using Activation.Web.Platform.Mail;

namespace Activation.Web.Features.Baseline;

/// <summary>Letters to those who have not answered, each with a link that answers without signing in, once.</summary>
public sealed class AskAll(Views views, DeedLinks links, IMail mail)
{
    /// <returns>To how many.</returns>
    public async Task<int> Send(ProgrammeView here, WaveRow wave, DateTimeOffset now)
    {
        var asked = await views.In(here.Id).Many<Asked>(
            """
            select p.person, p.email, p.language from member m join hub.person p on p.person = m.member
             where m.programme = @Id and not m."left" and m.roles <> array['viewer']
               and not exists (select from hub.baseline_seat s where s.programme = m.programme and s.stage = @Stage and s.person = m.member)
             order by p.person
            """,
            new { here.Id, wave.Stage });
        var lasts = TimeSpan.FromDays(wave.UntilOn.DayNumber - here.Today(now).DayNumber + 1);
        foreach (var one in asked)
        {
            var link = await links.Make(Deed.Baseline, here.Id, Subject(wave.Stage), one.Person, lasts);
            await mail.Send(new Letter(one.Email, one.Language, "baseline.letter", here.Card.Name)
            {
                From = here.Card.Name, Links = [new LetterLink("baseline.letter-button", link)],
            });
        }

        return asked.Count;
    }

    /// <summary>A wave as a link knows it.</summary>
    public static Guid Subject(int stage) => new(stage, 0, 0, new byte[8]);

    public static int StageOf(Guid subject) => BitConverter.ToInt32(subject.ToByteArray());

    sealed record Asked(Guid Person, string Email, string Language);
}
