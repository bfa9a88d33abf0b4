namespace Funding.Host.Tests.CommandLine;

/// <summary>Help and refusals that start nothing. Cost: a process each.</summary>
public sealed class AskingForHelp : IDisposable
{
    private readonly HostProgram host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("serve")]
    [InlineData("demo")]
    [InlineData("migrate")]
    [InlineData("import")]
    [InlineData("import fir-envelopes")]
    [InlineData("import cpts")]
    [InlineData("import acts")]
    [InlineData("token")]
    [InlineData("export")]
    [InlineData("export events")]
    [InlineData("rebuild")]
    [InlineData("erase")]
    [InlineData("erase person")]
    [InlineData("erase field")]
    [InlineData("erase event")]
    [InlineData("erase verify")]
    [InlineData("replay")]
    public async Task Each_verb_explains_itself_in_French(string verb)
    {
        var ran = await host.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        ran.Exit.ShouldBe(0, ran.Errors);
        ran.Output.ShouldContain(verb.Split(' ')[^1]);
        ran.Output.ShouldMatch("[éèêà]");
        ran.Errors.ShouldBeEmpty();
        Directory.Exists(host.Data).ShouldBeFalse("help starts nothing");
    }

    [Theory]
    [InlineData("sreve", "sreve")]
    [InlineData("serve --port 80", "--port")]
    [InlineData("serve extra", "extra")]
    [InlineData("serve --simulated-clock hier", "hier")]
    [InlineData("demo --cpts beaucoup", "beaucoup")]
    [InlineData("demo --cpts 0", "--cpts : de 1 à 5000")]
    [InlineData("demo --years 99", "--years : de 1 à 10")]
    [InlineData("import", "")]
    [InlineData("import tout fichier.csv", "tout")]
    [InlineData("import cpts", "")]
    [InlineData("import cpts absent.csv", "absent.csv")]
    [InlineData("import acts", "")]
    [InlineData("import acts absent.ndjson", "absent.ndjson")]
    [InlineData("import acts absent.ndjson --check", "--check")]
    [InlineData("export", "")]
    [InlineData("rebuild communes", "communes")]
    [InlineData("replay", "CPTS")]
    [InlineData("replay 12", "12")]
    [InlineData("replay 11111111-1111-4111-8111-111111111111 --region 84", "--region")]
    [InlineData("replay --region 99", "99")]
    [InlineData("replay --region 84 --from hier", "hier")]
    [InlineData("replay --region 84 --from 2024-02-01 --to 2024-01-31", "--to")]
    [InlineData("rebuild regions --verify --replace", "--replace")]
    [InlineData("erase person", "--subject")]
    [InlineData("erase field 0190a6b2-5d3e-7c41-9a2f-3b1c5d7e9f01 purpose", "purpose")]
    [InlineData("erase event douze", "douze")]
    [InlineData("erase verify absent.json", "absent.json")]
    [InlineData("token", "--role")]
    [InlineData("token --role nobody --user a --region 84", "nobody")]
    [InlineData("token --role ars-officer --user a", "région")]
    [InlineData("token --role ars-officer --user a --region 99", "99")]
    [InlineData("token --role cpts --user a", "CPTS")]
    [InlineData("token --role cpts --user a --cpts 12", "12")]
    [InlineData("token --role ars-officer --user a --region 84 --ttl bientôt", "bientôt")]
    [InlineData("token --role ars-officer --user a --region 84 --ttl 0h", "durée")]
    [InlineData("token --role ars-officer --user a --region 84 --ttl 999999d", "durée")]
    public async Task What_cannot_be_done_is_said_and_the_exit_code_is_not_0(string line, string word)
    {
        var ran = await host.RunAsync(line.Split(' '));
        ran.Exit.ShouldNotBe(0);
        ran.Errors.ShouldNotBeNullOrWhiteSpace();
        ran.Errors.ShouldContain(word);
        ran.Errors.ShouldNotContain("   at "); // a message, not a stack
        Directory.Exists(Path.Combine(host.Data, "postgres")).ShouldBeFalse("nothing is started for it");
        Directory.Exists(Path.Combine(host.Data, "demo")).ShouldBeFalse("nothing is started for it");
    }

    [Fact]
    public async Task Migrate_without_the_owners_connection_tells_which_setting_to_give()
    {
        var ran = await host.RunAsync("migrate");
        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain("Funding__OwnerConnectionString");
    }

    [Fact]
    public async Task A_file_does_not_name_authors_where_an_external_issuer_vouches_for_people()
    {
        var file = host["acts.ndjson"];
        await File.WriteAllTextAsync(file, "{}");
        var ran = await host.RunAsync([("Funding__Auth__Authority", "https://login.exemple.invalid")], "import", "acts", file);
        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain("login.exemple.invalid");
        ran.Errors.ShouldContain("ne peut pas agir en leur nom");
        Directory.Exists(Path.Combine(host.Data, "postgres")).ShouldBeFalse("nothing is started for it");
    }

#if !MARTEN // a program that has the engine serves on it
    [Theory]
    [InlineData("serve")]
    [InlineData("token --role auditor --user a --region *")]
    public async Task The_other_engine_is_explained(string line)
    {
        var ran = await host.RunAsync([("Funding__Engine", "Marten")], line.Split(' '));
        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain("moteur Marten");
        ran.Errors.ShouldContain("Funding__Engine=Funding");
        Directory.Exists(host.Data).ShouldBeFalse("refused before anything is started");
    }
#endif

    [Fact]
    public async Task An_engine_that_nobody_knows_is_refused_with_those_there_are()
    {
        var ran = await host.RunAsync([("Funding__Engine", "Wolverine")], "serve");
        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain("« Wolverine » inconnu");
        ran.Errors.ShouldContain("Funding__Engine=Funding");
    }

    [Fact]
    public async Task The_local_issuer_is_not_listened_to_from_elsewhere()
    {
        var ran = await host.RunAsync([("Funding__Urls", "http://0.0.0.0:0")], "serve");
        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain("0.0.0.0");
        Directory.Exists(Path.Combine(host.Data, "postgres")).ShouldBeFalse("refused before anything is started");
    }

    [Theory]
    [InlineData("Funding__Urls", "nowhere", "nowhere")]
    [InlineData("Funding__PostgresPort", "many", "PostgresPort")]
    [InlineData("Funding__ConnectionString", "Host", "")]
    public async Task A_setting_that_cannot_be_read_is_named_without_a_stack(string setting, string value, string word)
    {
        var ran = await host.RunAsync([(setting, value)], "serve");
        ran.Exit.ShouldBe(1, ran.Errors);
        ran.Errors.ShouldContain(word);
        ran.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task A_token_is_not_issued_here_when_an_issuer_elsewhere_is_configured()
    {
        var ran = await host.RunAsync([("Funding__Auth__Authority", "https://issuer.example")], "token", "--role", "auditor", "--user", "a", "--region", "*");
        ran.Exit.ShouldBe(1);
        ran.Output.ShouldBeEmpty();
        ran.Errors.ShouldContain("https://issuer.example");
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_without_a_stack_or_a_password()
    {
        var ran = await host.RunAsync([("Funding__ConnectionString", "Host=127.0.0.1;Port=1;Database=x;Username=u;Password=secret-word;Timeout=2")], "serve");
        ran.Exit.ShouldBe(1);
        ran.Errors.ShouldContain("127.0.0.1");
        ran.Errors.ShouldNotContain("   at ");
        ran.Errors.ShouldNotContain("secret-word");
    }
}
