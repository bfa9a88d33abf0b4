using System.CommandLine;
using System.Text.Json;
using Funding.Domain;
using Funding.Engine.Erasing;
using Funding.Engine.Naming;
using Funding.Engine.Storage;
using Funding.Host.Api.Json;
using Funding.Host.Hosting;
using Funding.Host.Presentation;
using Funding.Host.Security;

namespace Funding.Host.Cli;

/// <summary><c>erase person|field|event</c>: forgets for good, in the name of the system, and certifies it.</summary>
internal static class EraseVerb
{
    private static readonly Argument<Guid?> Person = new("PERSONNE") { Description = "Son identifiant (l'« actor » du journal) ; sinon --subject.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Issuer = new("--issuer") { Description = "Avec --subject : l'émetteur qui connaît la personne ; l'émetteur local par défaut.", DefaultValueFactory = _ => LocalIssuer.Name };
    private static readonly Option<string?> Subject = new("--subject") { Description = "L'identifiant de la personne chez son émetteur (« sub » de son jeton)." };
    private static readonly Option<bool> Texts = new("--texts") { Description = "Efface aussi les commentaires, contacts et motifs qu'elle a écrits." };
    private static readonly Argument<string> Stream = new("CPTS") { Description = "L'identifiant d'une CPTS, ou d'un autre flux du journal (fir-envelope-84-2024, aci-tariff-…)." };
    private static readonly Argument<string> FieldOf = new("CHAMP") { Description = $"{string.Join(", ", Slug.All<SealedField>())}." };
    private static readonly Argument<Guid> Event = new("ÉVÉNEMENT") { Description = "L'identifiant d'un événement du journal." };
    private static readonly Option<string?> OneField = new("--field") { Description = "Seulement ce champ de l'événement." };
    private static readonly Option<bool> Check = new("--check") { Description = "Dit ce qui partirait, et n'efface rien." };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Efface sans demander confirmation." };
    private static readonly Option<FileInfo?> Output = new("--out") { Description = "Fichier où écrire le certificat signé ; la sortie standard par défaut." };
    private static readonly Option<bool> Json = new("--json") { Description = "Rend compte en JSON." };

    public static Command Make()
    {
        FieldOf.AcceptOnlyFromAmong([.. Slug.All<SealedField>()]);
        OneField.AcceptOnlyFromAmong([.. Slug.All<SealedField>()]);
        var person = Act("person", "Une personne : son compte, son nom, son adresse, ce qu'elle a lu, les clés de ses requêtes. Ses actes restent, sous son seul identifiant.",
            [Person, Issuer, Subject, Texts], async (erasures, parsed, cancellation) => new PersonToErase(await PersonAsync(erasures, parsed, cancellation), parsed.GetValue(Texts)));
        person.Validators.Add(result =>
        {
            if (result.GetValue(Person) is null == result.GetValue(Subject) is null) result.AddError("Donnez l'identifiant de la personne, ou --subject.");
        });
        return new Command("erase", "Efface pour de bon une personne ou des textes scellés : leurs clés et leurs lignes. Le journal reste entier, et un certificat signé dit ce qui a été effacé.")
        {
            person,
            Act("field", "Un champ scellé d'une CPTS : tout ce qu'il a jamais contenu.", [Stream, FieldOf], (_, parsed, _) =>
                Task.FromResult<ErasureSubject>(new FieldToErase(StreamOf(parsed.GetValue(Stream)!), Slug.Parse<SealedField>(parsed.GetValue(FieldOf)!)!.Value))),
            Act("event", "Les textes scellés d'un événement.", [Event, OneField], (_, parsed, _) =>
                Task.FromResult<ErasureSubject>(new EventToErase(parsed.GetValue(Event), parsed.GetValue(OneField) is { } field ? Slug.Parse<SealedField>(field) : null))),
            CertificateVerbs.List(), CertificateVerbs.Verify(),
        };
    }

    private static Command Act(string name, string description, IReadOnlyList<Symbol> symbols, Func<IErasures, ParseResult, CancellationToken, Task<ErasureSubject>> subject)
    {
        var command = new Command(name, description);
        foreach (var symbol in (IEnumerable<Symbol>)[.. symbols, Check, Yes, Output, Json])
        {
            if (symbol is Option option) command.Options.Add(option);
            else command.Arguments.Add((Argument)symbol);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            await using var session = await VerbSession.OpenAsync(cancellation, (services, settings) => services.AddFundingProof(settings).AddFundingErasing());
            var erasures = session.Get<IErasures>();
            return await RunAsync(erasures, await subject(erasures, parsed, cancellation), parsed, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(IErasures erasures, ErasureSubject subject, ParseResult parsed, CancellationToken cancellation)
    {
        if (await erasures.FindAsync(subject, cancellation) is null) throw new CannotRunException("Rien de tel dans cette base : aucune personne, aucun flux ou aucun événement ne porte cet identifiant.");
        var would = await erasures.EraseAsync(subject, PersonId.System, check: true, cancellation);
        if (parsed.GetValue(Check) || !would.Any) return Tell(parsed, would, erased: false);
        if (!parsed.GetValue(Yes) && !Confirmed(would)) throw new CannotRunException("Rien n'a été effacé.");
        return Tell(parsed, await erasures.EraseAsync(subject, PersonId.System, check: false, cancellation), erased: true);
    }

    private static bool Confirmed(Erased would)
    {
        if (Console.IsInputRedirected) throw new CannotRunException("Personne ne peut confirmer : dites --yes pour effacer, ou --check pour voir ce qui partirait.");
        Console.Error.WriteLine(ErasureWords.Of(would));
        Console.Error.Write("C'est définitif. Tapez « effacer » pour confirmer : ");
        return string.Equals(Console.In.ReadLine()?.Trim(), "effacer", StringComparison.OrdinalIgnoreCase);
    }

    private static int Tell(ParseResult parsed, Erased it, bool erased)
    {
        if (it.Certificate is { } certificate && parsed.GetValue(Output) is { } file) File.WriteAllText(file.FullName, certificate + "\n");
        if (parsed.GetValue(Json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(new { Erased = erased && it.Any, Keys = it.Keys.Count, it.Rows, it.SharedAddresses, Certificate = ErasureWords.Json(it.Certificate) }, ApiJson.Options));
            return 0;
        }

        if (!it.Any) Console.Out.WriteLine("Il n'y a rien (ou plus rien) à effacer.");
        else Console.Out.WriteLine($"{(erased ? "Effacé" : "Serait effacé")} : {ErasureWords.Of(it)}");
        if (it.SharedAddresses > 0) Console.Out.WriteLine($"{French.Count(it.SharedAddresses, "adresse")} de service est aussi celle de la personne et reste : un administrateur la retire (DELETE /api/v1/mailboxes).");
        if (it.Certificate is null) return 0;
        Console.Out.WriteLine(parsed.GetValue(Output) is { } written ? $"Certificat : {written.FullName}" : it.Certificate);
        Console.Out.WriteLine(ErasureWords.Remains);
        return 0;
    }

    private static async Task<PersonId> PersonAsync(IErasures erasures, ParseResult parsed, CancellationToken cancellation)
        => parsed.GetValue(Person) is { } id ? new PersonId(id)
            : await erasures.FindPersonAsync(parsed.GetValue(Issuer)!, parsed.GetValue(Subject)!, cancellation)
                ?? throw new CannotRunException("Personne n'est connu ici sous ce nom chez cet émetteur.");

    private static string StreamOf(string text) => Guid.TryParse(text, out var cpts) ? StreamId.OfCpts(cpts) : text;
}
