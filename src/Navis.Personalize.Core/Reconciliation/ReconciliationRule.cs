namespace Navis.Personalize.Core.Reconciliation;

/// <summary>One decision that reconciliation may take, as <c>rules/reconciliation/rules.yaml</c> explains it.</summary>
/// <param name="Id">Id, as it stands in <c>why</c> of a fact, <c>rule</c> of a field and of a conflict.</param>
/// <param name="Does"><c>withhold choose flag derive</c>.</param>
/// <param name="Shown">Whether a choice is listed among the conflicts.</param>
/// <param name="Text">Plain words.</param>
/// <param name="Undo">How a person reverses it, in plain words; empty for a decision that is not shown among the conflicts.</param>
public sealed record ReconciliationRule(string Id, string Does, bool Shown, string Text, string Undo);
