using System.Text;
using Funding.Domain.Notifying;
using Funding.Engine.Naming;
using Funding.Host.Hosting;
using Funding.Host.Notifications.Texts;
using Funding.Host.Settings;

namespace Funding.Host.Tests.Notifications;

/// <summary>Unit. The French of every notice, as it is sent.</summary>
public sealed class words_of_notices
{
    public static TheoryData<NoticeKind> Kinds => [.. Enum.GetValues<NoticeKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void each_kind_reads_as_approved(NoticeKind kind)
    {
        var told = new StringBuilder();
        foreach (var example in NoticeExamples.All.Where(it => it.Kind == kind))
        {
            var about = kind is NoticeKind.EnvelopeAt80 or NoticeKind.EnvelopeAt95 ? new NoticeSubject(null, null, null, false) : NoticeExamples.Subject;
            var words = NoticeTemplates.By(new NotificationSettings()).Fill(kind, NoticeWords.Of(example, about, "https://cpts.example.org/")).Whole;
            told.Append(words.Title).Append("\n\n").Append(words.Text).Append("\n\n-----\n");
        }

        told.ToString().TrimEnd().ShouldBeVerified($"texts/{Slug.Of(kind)}");
    }

    [Fact]
    public void the_page_of_a_message_reads_as_approved()
        => Fill(NoticeExamples.Subject with { Synthetic = true }).Html.TrimEnd().ShouldBeVerified("texts/page");

    [Fact]
    public void a_name_is_text_wherever_it_is_put()
    {
        var words = Fill(NoticeExamples.Subject with { CptsName = "<script>alert('é')</script> & \"Cie\" {{lien}}\r\nBcc: x@y.fr" });

        words.Html.ShouldNotContain("<script>");
        words.Html.ShouldContain("&lt;script&gt;");
        words.Title.ShouldNotContain("\n");
        words.Title.ShouldNotContain("\r");
        words.Title.ShouldContain("<script>alert('é')</script> & \"Cie\" {{lien}}  Bcc: x@y.fr");
    }

    [Fact]
    public void a_name_turns_no_amount_and_no_date_around()
    {
        var words = Fill(NoticeExamples.Subject with { CptsName = "CPTS \u202Edu Vallon\u2066\u200F" });

        words.Title.ShouldEndWith("CPTS  du Vallon");
        (words.Title + words.Text + words.Html).ShouldNotContain(letter => letter == '\u202E' || letter == '\u2066' || letter == '\u200F');
    }

    [Fact]
    public void no_line_breaks_before_a_colon_or_within_French_quotes()
    {
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Path, "payment-refused.hbs"), "Refus : {{cpts}} !\n\nContrat n° 3, « {{engagement}} » ; à 80 % ?\n");

        var words = NoticeTemplates.By(new NotificationSettings { Templates = folder.Path })
            .Fill(NoticeKind.PaymentRefused, NoticeWords.Of(NoticeExamples.All.First(it => it.Kind == NoticeKind.PaymentRefused), NoticeExamples.Subject, "https://example.org"));

        words.Whole.Title.ShouldBe("Refus\u00A0: CPTS du Vallon\u00A0!");
        words.Paragraphs.ShouldBe(["Contrat n°\u00A03, «\u00A0fir-2026-1\u00A0»\u00A0; à 80\u00A0%\u00A0?"]);
    }

    [Fact]
    public void a_message_fetches_nothing_and_runs_nothing()
    {
        var html = Fill(NoticeExamples.Subject).Html;
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<link");
        html.ShouldNotContain("url(");
        html.ShouldNotContain("<script");
    }

    [Fact]
    public void the_link_leads_to_the_dossier_under_the_public_address()
        => Fill(NoticeExamples.Subject).Link.ShouldBe("https://cpts.example.org/cpts/0193a6a0-0000-4000-8000-000000000001");

    [Fact]
    public void a_folder_replaces_templates_by_name()
    {
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Path, "payment-refused.hbs"), "Refus : {{cpts}}\n\nVoir {{engagement}}.\n");

        var words = NoticeTemplates.By(new NotificationSettings { Templates = folder.Path })
            .Fill(NoticeKind.PaymentRefused, NoticeWords.Of(NoticeExamples.All.First(it => it.Kind == NoticeKind.PaymentRefused), NoticeExamples.Subject, "https://example.org"));

        words.Whole.Title.ShouldBe("Refus\u00A0: CPTS du Vallon");
        words.Paragraphs.ShouldBe(["Voir fir-2026-1."]);
    }

    [Theory]
    [InlineData("payment-refused.hbs", "Refus : {{cpts\n\nSuite.", "payment-refused.hbs")]
    [InlineData("payment-refused.hbs", "Refus : {{nom}}\n\nSuite.", "payment-refused.hbs")]
    [InlineData("payment-refused.hbs", "Refus sans texte", "payment-refused.hbs")]
    [InlineData("page.html.hbs", "<p>{{#each paragraphes}}</p>", "page.html.hbs")]
    [InlineData("payment-refuse.hbs", "Refus\n\nTexte.", "payment-refuse.hbs")]
    public void a_template_that_cannot_be_used_is_named_and_the_host_does_not_start(string file, string text, string named)
    {
        using var folder = new TestFolder();
        File.WriteAllText(Path.Combine(folder.Path, file), text);

        Should.Throw<CannotRunException>(() => NoticeTemplates.By(new NotificationSettings { Templates = folder.Path })).Message.ShouldContain(named);
    }

    [Fact]
    public void a_folder_that_is_not_there_is_named()
        => Should.Throw<CannotRunException>(() => new TemplateFiles(new NotificationSettings { Templates = "/nowhere/at/all" })).Message.ShouldContain("/nowhere/at/all");

    private static NoticeText Fill(NoticeSubject about)
        => NoticeTemplates.By(new NotificationSettings())
            .Fill(NoticeKind.PaymentRefused, NoticeWords.Of(NoticeExamples.All.First(it => it.Kind == NoticeKind.PaymentRefused), about, "https://cpts.example.org")).Whole;
}
