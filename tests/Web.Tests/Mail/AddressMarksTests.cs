using System.Security.Cryptography;
using Activation.Web.Platform.Hosting;
using Activation.Web.Platform.Mail;
using Activation.Web.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace Activation.Web.Tests.Mail;

public sealed class AddressMarksTests
{
    const string Address = "anna@example.test";

    [Test]
    public void A_mark_is_of_one_hub_and_one_table_and_all_its_nodes_make_the_same()
    {
        var (ours, theirs) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        var mark = Marks(ours).Of("hub.walk_letter", Address);
        Assert.Multiple(() =>
        {
            Assert.That(Marks(ours).Of("hub.walk_letter", Address), Is.EqualTo(mark), "another node");
            Assert.That(Marks(theirs).Of("hub.walk_letter", Address), Is.Not.EqualTo(mark), "another hub");
            Assert.That(Marks(ours).Of("hub.story_letter", Address), Is.Not.EqualTo(mark), "laid beside another table");
            Assert.That(Marks(ours).Of("hub.walk_letter", $"{Address}x"), Is.Not.EqualTo(mark));
            Assert.That(HMACSHA256.HashData(ours, System.Text.Encoding.UTF8.GetBytes($"hub.walk_letter {Address}")), Is.Not.EqualTo(mark), "the key of waiting answers is used for them alone");
        });
    }

    static AddressMarks Marks(byte[] key) =>
        new(new OwnKey(new HubSettings(TestHub.Data, null, 0, false, null), new ConfigurationBuilder().AddInMemoryCollection([new("Answers:Key", Convert.ToBase64String(key))]).Build()));
}
