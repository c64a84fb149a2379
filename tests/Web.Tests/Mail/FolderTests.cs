using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Activation.Web.Tests.Mail;

/// <summary>In the demo letters lie in a folder: whoever waits for one finds it there.</summary>
public sealed class FolderTests
{
    [Test]
    public async Task However_many_reminders_leave_in_a_morning_the_code_that_somebody_waits_for_stays()
    {
        var data = Directory.CreateTempSubdirectory("letters-").FullName;
        try
        {
            var carrier = new FolderCarrier(new HubSettings(data, null, 0, Demo: true, null), TimeProvider.System);
            await carrier.Carry(Code("kod@example.test"), default);
            for (var i = 0; i < FolderCarrier.Kept + 5; i++) await carrier.Carry(Reminder(i), default);
            var names = carrier.Names();
            Assert.That(names.Count(FolderCarrier.IsReminder), Is.EqualTo(FolderCarrier.Kept), "the oldest went");
            Assert.That((await carrier.Read(names.Single(name => !FolderCarrier.IsReminder(name))))?.To, Is.EqualTo("kod@example.test"));
            await carrier.Carry(Code("nasta@example.test"), default);
            await carrier.Rewrite(letter => letter.To == "kod@example.test" ? null : letter with { Subject = "Annat" }, default);
            Assert.That(carrier.Names().Count(name => !FolderCarrier.IsReminder(name)), Is.EqualTo(1), "written anew it is of its kind");
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Test]
    public async Task On_the_page_it_stands_before_them()
    {
        await using var hub = await TestHub.Empty();
        var folder = hub.Services.GetRequiredService<FolderCarrier>();
        await folder.Carry(Code("sidan@example.test"), default);
        for (var i = 0; i < 25; i++) await folder.Carry(Reminder(i), default);
        using var visitor = hub.Visitor();
        var sheet = await visitor.Get("/demo/outbox");
        Assert.That(sheet.All("main article")[0].TextContent, Does.Contain("sidan@example.test"));
        Assert.That(sheet.All("main details article"), Has.Count.EqualTo(20));
    }

    static PrintedLetter Code(string to) => new(to, "Din kod", "1234 5678", "<p>1234 5678</p>");

    static PrintedLetter Reminder(int i) => new($"medlem-{i}@example.test", "Veckan", "Veckan", "<p>Veckan</p>", new Uri("https://hub.example/off"));
}
