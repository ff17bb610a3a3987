# Students with marks, grouped by class in a dictionary of lists, then ranked.
import sys

n = int(sys.argv[1]) if len(sys.argv) > 1 else 50000
students = []
for i in range(n):
    students.append({
        "name": f"eleve{i}",
        "group": "TD" + str(i % 12),
        "marks": [i % 21, i * 3 % 21, i * 7 % 21],
    })
groups = {}
for student in students:
    student["mean"] = sum(student["marks"]) / 3.0
    if student["group"] not in groups:
        groups[student["group"]] = []
    groups[student["group"]].append(student)
for name in sorted(groups.keys()):
    members = groups[name]
    best = sorted(members, key=lambda student: [-student["mean"], student["name"]])[0]
    passed = [student for student in members if student["mean"] >= 10.0]
    print(name, len(members), len(passed), best["name"], f"{best['mean']:.2f}")
