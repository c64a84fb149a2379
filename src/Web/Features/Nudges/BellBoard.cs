using System.Globalization;
using Activation.Store;
using Activation.Web.Platform;
using Activation.Web.Platform.Access;
using Activation.Web.Platform.Live;

namespace Activation.Web.Features.Nudges;

/// <summary>The bell at the top of every page: how many are new. Only ever sent to the person whose bell it is.</summary>
[Needs(Permission.Look)]
public sealed class BellBoard(Bell bell, Texts texts) : IPersonalBoard
{
    public string Kind => "bell";

    public bool OfInitiative => false;

    public Task<bool> MaySee(Guid? person, Subject subject) => Task.FromResult(person is not null);

    public bool IsTouchedBy(Recorded recorded) => OwnerOf(recorded.Data) is not null;

    public Guid? OwnerOf(object data) => Bell.RecipientOf(data);

    public async Task<object> State(Subject subject)
    {
        var unread = await bell.Unseen(subject.Person!.Value);
        return new { unread, label = Label(texts, unread), shown = unread.ToString(CultureInfo.CurrentCulture) };
    }

    public static string Label(Texts texts, int unread) => unread == 0 ? texts["look.bell"] : texts.Count("look.bell-unread", unread);
}
